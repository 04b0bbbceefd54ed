import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from './env'

/** Lets this server's own jobs call a route of this server; it never leaves the machine. */
export function internalKey(): string {
  return createHmac('sha256', env().authSecret).update('plumbline internal').digest('base64url')
}

export function isInternalKey(given: string | null): boolean {
  const expected = Buffer.from(internalKey())
  const actual = Buffer.from(given ?? '')
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}
