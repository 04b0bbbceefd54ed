import { createHash, randomBytes, randomInt } from 'node:crypto'
import { mailedCode } from '@/server/domain/people/mailed-codes'

/** 256 random bits; only its hash is stored. */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url')
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** A code for a mail; stored under a key. */
export function newMailedCode(): string {
  return mailedCode((below) => randomInt(below))
}
