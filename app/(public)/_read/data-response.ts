import { createHash } from 'node:crypto'
import type { NextRequest } from 'next/server'

type Data = { body: string | Uint8Array<ArrayBuffer>; type: string; fileName?: string }

/**
 * Public data with an ETag, which route handlers do not get by themselves. It is not compressed here: the framework
 * takes a route handler's Content-Encoding away, so that readers would get bytes they cannot name.
 */
export function dataResponse(request: NextRequest, data: Data): Response {
  const etag = `"${createHash('sha256').update(data.body).digest('base64url').slice(0, 27)}"`
  const headers = new Headers({
    'Content-Type': data.type,
    'Cache-Control': 'public, max-age=300',
    ETag: etag,
    Vary: 'Accept',
    'Access-Control-Allow-Origin': '*',
  })
  if (data.fileName) {
    headers.set('Content-Disposition', `attachment; filename="${data.fileName}"`)
  }
  if (request.headers.get('if-none-match') === etag)
    return new Response(null, { status: 304, headers })
  return new Response(data.body, { headers })
}
