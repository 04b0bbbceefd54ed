import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asIdentity, selectRows, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { localPath } from '@/server/domain/local-path'
import { mailLanes } from '@/server/domain/mail-lanes'
import { normaliseEmail, ownDomain } from '@/server/domain/people/addresses'
import type { Context } from '@/server/services/context'
import { countTry, spendLimit } from '@/server/services/limits/spend-limit'
import { enqueue } from '@/server/services/outbox'
import { hashToken } from '@/server/services/session-token'

export type AskedForSignIn = {
  email: string
  /** Minutes until a newcomer's mail leaves again; 0 unless too many people ask just now. */
  busyMinutes: number
}

/**
 * Asks for a sign-in mail, whose code works in the asking browser alone: `browser` is a secret it keeps. Known and unknown addresses get the same answer, with the same work: what is counted is how
 * many mails were asked for, never who is known. When strangers have asked for too many, everybody is told so, and who
 * is known here gets the mail nevertheless; what a stranger then asks for is left too, where it never leaves.
 */
export async function requestSignIn(
  ctx: Context,
  input: { email: string; next?: string | undefined; browser: string },
): Promise<AskedForSignIn> {
  const email = normaliseEmail(input.email)
  if (!email) {
    throw new DomainError('invalid', 'addresses.noMail', { field: 'email' })
  }
  if (ctx.network) await spendLimit('sign-in-network', ctx.network)
  await spendLimit('sign-in-mail', email)
  return asIdentity({}, async (tx) => {
    const busyMinutes = await countForAll(tx, email)
    const forStranger = busyMinutes > 0 ? mailLanes.never : mailLanes.newcomer
    await enqueue(tx, {
      subjectId: randomUUID(),
      kind: 'mail',
      payload: {
        template: 'sign-in',
        to: email,
        next: localPath(input.next),
        browser: hashToken(input.browser),
      },
      lane: (await isKnown(tx, email)) ? mailLanes.first : forStranger,
    })
    return { email, busyMinutes }
  })
}

/** Counts against what everybody shares: the domain first, so that one domain spends little of the site's. */
async function countForAll(tx: Transaction, email: string): Promise<number> {
  const own = ownDomain(email)
  const domain = email.slice(email.lastIndexOf('@') + 1)
  const wait = await countTry(tx, own ? 'sign-in-domain' : 'sign-in-provider', domain)
  return wait || countTry(tx, 'sign-in-site', 'all')
}

/** Has signed in before, or was invited to join and can still do so. */
async function isKnown(tx: Transaction, email: string): Promise<boolean> {
  const [row] = await selectRows(
    tx,
    z.object({ known: z.boolean() }),
    // Added, not joined by OR: both are looked up for everybody, so that the time tells nothing.
    sql`SELECT (SELECT count(*) FROM "user" WHERE email = ${email})
             + (SELECT count(*) FROM member_invitation i
                WHERE i.email = ${email} AND i.accepted_at IS NULL AND i.revoked_at IS NULL
                  AND i.expires_at > now()) > 0 AS known`,
  )
  return row?.known ?? false
}
