import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { NextRequest } from 'next/server'

const compress = promisify(gzip)

type Data = { body: string; type: string; fileName?: string }

/** Public data with an ETag and, where the reader takes it, gzip: route handlers get neither by themselves. */
export async function dataResponse(request: NextRequest, data: Data): Promise<Response> {
  const etag = `"${createHash('sha256').update(data.body).digest('base64url').slice(0, 27)}"`
  const headers = new Headers({
    'Content-Type': data.type,
    'Cache-Control': 'public, max-age=300',
    ETag: etag,
    Vary: 'Accept, Accept-Encoding',
    'Access-Control-Allow-Origin': '*',
  })
  if (data.fileName) {
    headers.set('Content-Disposition', `attachment; filename="${data.fileName}"`)
  }
  if (request.headers.get('if-none-match') === etag)
    return new Response(null, { status: 304, headers })
  if (!request.headers.get('accept-encoding')?.includes('gzip')) {
    return new Response(data.body, { headers })
  }
  headers.set('Content-Encoding', 'gzip')
  return new Response(new Uint8Array(await compress(data.body)), { headers })
}
