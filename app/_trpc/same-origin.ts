import { env } from '@/server/env'

const bodyLimit = 1_000_000

/** Refuses a write that did not come from our own pages, or whose body is too large. */
export function refuseForeign(
  request: Request,
  types: readonly string[],
  limit = bodyLimit,
): Response | undefined {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  // A page that sends no referrer posts with the origin "null": then only the browser's own word counts.
  const named = origin !== null && origin !== 'null'
  const own = named ? origin === new URL(env().appUrl).origin : site === 'same-origin'
  if (!own) return refusal(403, 'This address takes requests from its own pages only.')
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!types.includes(type)) return refusal(415, `Send ${types.join(' or ')}.`)
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  if (Number.isNaN(length)) return refusal(411, 'Say how long the body is.')
  if (length > limit) return refusal(413, `The body may have at most ${limit} bytes.`)
  return undefined
}

function refusal(status: number, message: string): Response {
  return new Response(message, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
