import { randomUUID } from 'node:crypto'
import { and, desc, eq, gt, lt, sql } from 'drizzle-orm'
import { signInTokens, users } from '@/server/db/schema/identity'
import { asIdentity, type Transaction } from '@/server/db/tenancy'
import { DomainError, type RefusalKey } from '@/server/domain/errors'
import { normaliseEmail } from '@/server/domain/people/addresses'
import { typedCode } from '@/server/domain/people/mailed-codes'
import { metrics } from '@/server/metrics/metrics'
import { recordAudit } from '@/server/services/audit'
import type { Context } from '@/server/services/context'
import { spendLimit, tooOften } from '@/server/services/limits/spend-limit'
import { countStrayCode, countWrongCode, wrongCodeWait } from '@/server/services/limits/wrong-codes'
import { hashToken } from '@/server/services/session-token'
import { startSession } from './sessions'
import { hashCode } from './sign-in-template'

export type SignedIn = { token: string; expires: Date }

/** Wrong codes a single mail survives. */
const codeTries = 5

/** Signs in with the token of a mailed link: it works once. */
export async function redeemLink(ctx: Context, input: { token: string }): Promise<SignedIn> {
  if (ctx.network) await spendLimit('sign-in-link', ctx.network)
  const userId = await asIdentity({}, async (tx) => {
    const [found] = await tx
      .delete(signInTokens)
      .where(
        and(
          eq(signInTokens.tokenHash, hashToken(input.token)),
          gt(signInTokens.expires, sql`now()`),
        ),
      )
      .returning({ email: signInTokens.email })
    return found ? admit(tx, ctx, found.email, 'link') : undefined
  })
  if (!userId) {
    throw refused('token', 'signIn.linkUsed')
  }
  return startSession(userId)
}

/** Signs in with the code of the newest mail that this browser asked for: `browser` is the secret it kept. */
export async function redeemCode(
  ctx: Context,
  input: { email: string; code: string; browser: string },
): Promise<SignedIn> {
  const email = normaliseEmail(input.email) ?? ''
  const wait = await wrongCodeWait(ctx)
  const tried = await asIdentity({}, async (tx): Promise<Tried> => {
    const asked = await newestAsked(tx, email, input.browser)
    if (!asked) return { kind: 'stray' }
    if (asked.attempts > 0 && wait > 0) return { kind: 'wait' }
    const code = typedCode(input.code)
    if (code !== null && asked.codeHash === hashCode(email, code)) {
      return { kind: 'right', userId: await admit(tx, ctx, email, 'code') }
    }
    await tx
      .update(signInTokens)
      .set({ attempts: sql`${signInTokens.attempts} + 1` })
      .where(eq(signInTokens.tokenHash, asked.tokenHash))
    return { kind: 'wrong' }
  })
  switch (tried.kind) {
    case 'right':
      return startSession(tried.userId)
    case 'wait':
      throw tooOften(wait)
    case 'stray':
      await countStrayCode()
      throw refused('browser', 'signIn.otherBrowser')
    case 'wrong':
      await countWrongCode(ctx)
      throw refused('code', 'signIn.wrongCode')
  }
}

/** Says what does not let anybody in; how often that is said is counted. */
function refused(field: string, key: RefusalKey): DomainError {
  metrics().noteRefusedSignIn()
  return new DomainError('invalid', key, { field })
}

type Tried = { kind: 'right'; userId: string } | { kind: 'wrong' | 'wait' | 'stray' }

/** The newest living mail that a browser asked for; what others asked for to the same address plays no part. */
async function newestAsked(tx: Transaction, email: string, browser: string) {
  const [newest] = await tx
    .select({
      tokenHash: signInTokens.tokenHash,
      codeHash: signInTokens.codeHash,
      attempts: signInTokens.attempts,
    })
    .from(signInTokens)
    .where(
      and(
        eq(signInTokens.email, email),
        eq(signInTokens.browserHash, hashToken(browser)),
        gt(signInTokens.expires, sql`now()`),
        lt(signInTokens.attempts, codeTries),
      ),
    )
    .orderBy(desc(signInTokens.createdAt))
    .limit(1)
    .for('update')
  return newest
}

/** The person behind a proven address, made when new; every other link to the address ends. */
async function admit(
  tx: Transaction,
  ctx: Context,
  email: string,
  by: 'link' | 'code',
): Promise<string> {
  await tx.delete(signInTokens).where(eq(signInTokens.email, email))
  const [user] = await tx
    .insert(users)
    .values({ id: randomUUID(), email, emailVerified: sql`now()` })
    .onConflictDoUpdate({
      target: users.email,
      set: { emailVerified: sql`coalesce("user".email_verified, now())` },
    })
    .returning({ id: users.id })
  if (!user) throw new Error('The person was not written.')
  await recordAudit(tx, ctx, {
    verb: 'session.start',
    target: { kind: 'user', id: user.id },
    detail: { by },
  })
  return user.id
}
