import 'server-only'
import type { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { unstable_rethrow } from 'next/navigation'
import { tellError } from '@/server/routers/tell-error'
import { AWAY_SECONDS, awayPage, failedPage, sendAgainPage } from '@/server/trouble-page'

/** When to ask again, for what may be asked again. */
export function retryAfter(code: TRPCError['code']): Record<string, string> {
  if (code === 'SERVICE_UNAVAILABLE') return { 'retry-after': String(AWAY_SECONDS) }
  return code === 'TOO_MANY_REQUESTS' ? { 'retry-after': '60' } : {}
}

/** Whether a browser that is sent back to its page would meet the same trouble there. */
export function isAway(error: unknown): boolean {
  return tellError(error).code === 'SERVICE_UNAVAILABLE'
}

/** Whether nothing was refused: the site itself could not do it. */
export function isTrouble(error: unknown): boolean {
  return ['SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR'].includes(tellError(error).code)
}

/** Runs what a route handler does for a program: what is refused or fails is a status and a sentence. */
export async function orStatus(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (thrown) {
    // A redirect or a page that is not there is thrown too, and is no error.
    unstable_rethrow(thrown)
    const error = tellError(thrown)
    return answer(error, error.message, 'text/plain; charset=utf-8')
  }
}

/** Runs what a posted form does: what it did not foresee is a page that says so. */
export async function orTroublePage(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (thrown) {
    unstable_rethrow(thrown)
    return troublePage(thrown)
  }
}

export function troublePage(thrown: unknown): Response {
  const error = tellError(thrown)
  const page =
    error.code === 'SERVICE_UNAVAILABLE' ? awayPage({ again: false }) : failedPage(error.message)
  return answer(error, page, 'text/html; charset=utf-8')
}

/** It holds a form, which goes to us alone. */
const formPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** A refused form as a page of its own, to be mended and sent again. */
export function againPage(error: TRPCError, form: Parameters<typeof sendAgainPage>[1]): Response {
  const response = answer(error, sendAgainPage(error.message, form), 'text/html; charset=utf-8')
  response.headers.set('content-security-policy', formPolicy)
  return response
}

function answer(error: TRPCError, body: string, type: string): Response {
  return new Response(body, {
    status: getHTTPStatusCodeFromError(error),
    headers: { 'content-type': type, 'cache-control': 'no-store', ...retryAfter(error.code) },
  })
}
