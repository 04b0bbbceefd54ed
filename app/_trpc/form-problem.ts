import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '@/server/env'

export type FormProblem = { message: string; field: string | null }

/**
 * A refusal's sentence for the address of the page a form goes back to, sealed so that nobody can
 * make our page say something of theirs by writing an address.
 */
export function problemQuery(problem: FormProblem): Record<string, string> {
  const message = problem.message.slice(0, 300)
  const field = problem.field ?? ''
  return { problem: message, at: field, seal: seal(message, field) }
}

/** The sentence and field of a refusal, if this address carries one of ours. */
export function readProblem(
  query: Record<string, string | string[] | undefined>,
): FormProblem | null {
  const { problem, at = '', seal: given } = query
  if (typeof problem !== 'string' || typeof at !== 'string' || typeof given !== 'string')
    return null
  const [a, b] = [Buffer.from(given), Buffer.from(seal(problem, at))]
  if (a.length !== b.length || !timingSafeEqual(a, b)) return null
  return { message: problem, field: at || null }
}

function seal(message: string, field: string): string {
  return createHmac('sha256', env().authSecret)
    .update(`problem:${field}:${message}`)
    .digest('base64url')
    .slice(0, 22)
}
