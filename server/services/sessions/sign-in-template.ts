import { createHmac, randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { signInTokens } from '@/server/db/schema/identity'
import { asIdentity } from '@/server/db/tenancy'
import { shownCode } from '@/server/domain/people/mailed-codes'
import { env } from '@/server/env'
import { signInMail } from '@/server/mail/sign-in-mail'
import type { MailTemplate } from '@/server/services/mail-template'
import { hashToken, newMailedCode } from '@/server/services/session-token'

/** How long a sign-in link and its code work. */
export const signInMinutes = 10

const Payload = z.looseObject({
  to: z.string(),
  next: z.string(),
  /** The hash of the asking browser's secret. */
  browser: z.string().default(''),
})

/** Mints the link and the code when the mail leaves; only their hashes are kept. */
export const signInTemplate: MailTemplate = {
  async render(_ctx, payload, words) {
    const { to, next, browser } = Payload.parse(payload)
    const { token, code } = await mintSignIn(to, browser)
    const url = new URL('/sign-in/link', env().appUrl)
    url.searchParams.set('token', token)
    if (next !== '/') url.searchParams.set('next', next)
    return signInMail(words, { to, url: url.href, code: shownCode(code), minutes: signInMinutes })
  },
}

/** A new link for an address, and a code for it that works in one browser. */
export async function mintSignIn(
  email: string,
  browserHash = '',
): Promise<{ token: string; code: string }> {
  const token = randomBytes(24).toString('base64url')
  const code = newMailedCode()
  await asIdentity({}, (tx) =>
    tx.insert(signInTokens).values({
      tokenHash: hashToken(token),
      email,
      codeHash: hashCode(email, code),
      browserHash,
      expires: sql`now() + make_interval(mins => ${signInMinutes})`,
    }),
  )
  return { token, code }
}

/** A code is short, so its hash is keyed and bound to the address. */
export function hashCode(email: string, code: string): string {
  return createHmac('sha256', env().authSecret).update(`code:${email}:${code}`).digest('base64url')
}
