import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { senderHolds } from '@/server/db/schema/senders'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { weeklyMails } from '@/server/domain/limits'

/**
 * Refuses mails in an organization's name that would not leave or are too many: a stopped sender, a name that waits, or
 * a week's mails spent. Held until the transaction ends, so that two presses at once are counted one after the other;
 * the database counts again as the mails are left.
 */
export async function requireSender(
  tx: Transaction,
  organizationId: string,
  mails: number,
): Promise<void> {
  const holds = await tx
    .select({ reason: senderHolds.reason, verdict: senderHolds.verdict })
    .from(senderHolds)
    .where(eq(senderHolds.organizationId, organizationId))
  if (holds.some((hold) => hold.reason === 'stopped')) {
    throw new DomainError('forbidden', 'senders.stopped')
  }
  const name = holds.find((hold) => hold.reason === 'name')
  if (name && name.verdict !== 'accepted') {
    throw new DomainError(
      'forbidden',
      name.verdict === 'refused' ? 'senders.nameRefused' : 'senders.nameWaits',
    )
  }
  const { left, budget } = await mailsLeft(tx, organizationId)
  if (mails <= left) return
  throw new DomainError(
    'limit_reached',
    budget === weeklyMails.unconfirmed ? 'senders.unconfirmedBudget' : 'senders.budget',
    { values: { budget, left, mails } },
  )
}

const Left = z.object({ left: z.coerce.number(), confirmed: z.boolean() })

/** The mails an organization may still leave in this week that ends now; nobody on its budget leaves any until the end. */
async function mailsLeft(
  tx: Transaction,
  organizationId: string,
): Promise<{ left: number; budget: number }> {
  await tx.execute(sql`SELECT lock_sender(${organizationId})`)
  const [row] = await selectRows(
    tx,
    Left,
    sql`SELECT mails_left(id) AS left, verification = 'V2' AS confirmed
        FROM organization WHERE id = ${organizationId}`,
  )
  return {
    left: Math.max(0, row?.left ?? 0),
    budget: row?.confirmed ? weeklyMails.confirmed : weeklyMails.unconfirmed,
  }
}

/**
 * Refuses a mail that a rater passes an invitation on by, once the asker has spent its week itself. What others passed on
 * counts for nothing here: this rater may be the asker's own.
 */
export async function requireMailLeft(tx: Transaction, askerId: string): Promise<void> {
  const { left } = await mailsLeft(tx, askerId)
  if (left < 1) throw new DomainError('limit_reached', 'passing.noMailLeft')
}
