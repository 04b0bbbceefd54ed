import { and, asc, eq, inArray, lt } from 'drizzle-orm'
import { raterInvitations, ratingCycles } from '@/server/db/schema/cycles'
import { asCourier, type Transaction } from '@/server/db/tenancy'
import { dueFollowUp, followsInvitation } from '@/server/domain/asking/follow-ups'
import { enqueue } from '@/server/services/outbox'
import { databaseNow } from './find-cycle'
import { invitationMail } from './invitation-mail'

/**
 * Queues the follow-ups that are due, to every address reached, and returns how many. Nobody's progress is read: mails
 * to those alone who have not answered would name those who have (METHOD R13).
 */
export function sendFollowUps(): Promise<number> {
  return asCourier(async (tx) => {
    const now = await databaseNow(tx)
    const open = await tx
      .select({
        id: ratingCycles.id,
        followUps: ratingCycles.followUps,
        closesAt: ratingCycles.closesAt,
      })
      .from(ratingCycles)
      .where(eq(ratingCycles.state, 'open'))
    let queued = 0
    for (const cycle of open) {
      const due = dueFollowUp(cycle, now)
      if (due) queued += await followUp(tx, cycle.id, due)
    }
    return queued
  })
}

async function followUp(
  tx: Transaction,
  cycleId: string,
  { number, at }: { number: number; at: Date },
): Promise<number> {
  const reached = await tx
    .select({ id: raterInvitations.id, sentAt: raterInvitations.sentAt })
    .from(raterInvitations)
    .where(
      and(
        eq(raterInvitations.cycleId, cycleId),
        eq(raterInvitations.delivery, 'sent'),
        lt(raterInvitations.followUpsSent, number),
      ),
    )
    .orderBy(asc(raterInvitations.id))
  const ids = reached.filter(({ sentAt }) => followsInvitation(sentAt, at)).map(({ id }) => id)
  // Another process may have come to the same ones meanwhile: whoever writes the number writes the mail.
  const taken = await tx
    .update(raterInvitations)
    .set({ followUpsSent: number })
    .where(and(inArray(raterInvitations.id, ids), lt(raterInvitations.followUpsSent, number)))
    .returning({ id: raterInvitations.id })
  await enqueue(
    tx,
    taken.map(({ id }) => invitationMail(id, 'rater-follow-up')),
  )
  return taken.length
}
