import { createHmac } from 'node:crypto'
import { env } from '@/server/env'

/** A keyed hash of a mail address: finds the same rater again without naming anybody. */
export function addressHash(email: string): string {
  return createHmac('sha256', env().authSecret)
    .update(`address:${email.trim().toLowerCase()}`)
    .digest('base64url')
}

/** A keyed hash of what was sent under a client key, so that a replay can be told from a change. */
export function bodyHash(text: string): string {
  return createHmac('sha256', env().authSecret).update(`body:${text}`).digest('base64url')
}
