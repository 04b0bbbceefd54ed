import { createHmac, randomBytes, randomInt } from 'node:crypto'
import { env } from '@/server/env'

/** 192 random bits as 32 characters that fit a link; only its hash is stored. */
export function newRaterToken(): string {
  return randomBytes(24).toString('base64url')
}

/** A six-digit code for a mail; stored under a key, since a million guesses are few. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

export function codeHash(invitationId: string, code: string): string {
  return createHmac('sha256', env().authSecret)
    .update(`code:${invitationId}:${code}`)
    .digest('base64url')
}
