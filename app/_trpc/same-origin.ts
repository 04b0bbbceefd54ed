import { env } from '@/server/env'

const bodyLimit = 1_000_000

/**
 * Who sends a write. A `page` of ours is known by what its browser says. A `quiet-page` sends no referrer, so that an
 * older browser calls its origin "null" and says nothing of sites. A `mail-program` says neither (RFC 8058).
 */
export type Sender = 'page' | 'quiet-page' | 'mail-program'

export type Taken = { types: readonly string[]; from?: Sender; limit?: number }

/** Refuses a write that did not come from our own pages, or whose body is too large. */
export function refuseForeign(
  request: Request,
  { types, from = 'page', limit = bodyLimit }: Taken,
): Response | undefined {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined
  if (!isOurs(request.headers, from))
    return refusal(403, 'This address takes requests from its own pages only.')
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!types.includes(type)) return refusal(415, `Send ${types.join(' or ')}.`)
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  if (Number.isNaN(length)) return refusal(411, 'Say how long the body is.')
  if (length > limit) return refusal(413, `The body may have at most ${limit} bytes.`)
  return undefined
}

function isOurs(headers: Headers, from: Sender): boolean {
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  if (origin !== null && origin !== 'null') return origin === new URL(env().appUrl).origin
  // Without a name for its origin only the browser's own word counts.
  if (site !== null) return site === 'same-origin'
  return origin === 'null' ? from !== 'page' : from === 'mail-program'
}

function refusal(status: number, message: string): Response {
  return new Response(message, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
