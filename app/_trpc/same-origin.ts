import { env } from '@/server/env'
import { speak, type Values } from '@/server/words/speak'

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
  if (!isOurs(request.headers, from)) return refusal(403, 'foreign')
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!types.includes(type)) return refusal(415, 'type', { types: types.join(', ') })
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  if (Number.isNaN(length)) return refusal(411, 'noLength')
  if (length > limit) return refusal(413, 'tooLarge', { limit: String(limit) })
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

function refusal(status: number, key: string, values?: Values): Response {
  const message = speak('door')(key, values)
  return new Response(message, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
