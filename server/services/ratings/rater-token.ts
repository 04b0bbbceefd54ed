import { createHmac, randomBytes } from 'node:crypto'
import { env } from '@/server/env'

/** 192 random bits as 32 characters that fit a link; only its hash is stored. */
export function newRaterToken(): string {
  return randomBytes(24).toString('base64url')
}

/** A code is short, so its hash is keyed and bound to the invitation. */
export function codeHash(invitationId: string, code: string): string {
  return createHmac('sha256', env().authSecret)
    .update(`code:${invitationId}:${code}`)
    .digest('base64url')
}
