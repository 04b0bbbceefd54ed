import { and, eq, isNull, or, sql } from 'drizzle-orm'
import {
  raterInvitations,
  raterProgress,
  ratingCycles,
  unsubscribes,
} from '@/server/db/schema/cycles'
import { asPublisher } from '@/server/db/tenancy'
import { dueReminder } from '@/server/domain/cycles'
import { enqueue } from '@/server/services/outbox'
import { addressHash } from '@/server/services/raters/address-hash'
import { databaseNow } from './find-cycle'
import { invitationMail } from './invitation-mail'

/** Queues the reminders that are due, at most two a rater; returns how many. */
export function remindRaters(): Promise<number> {
  return asPublisher(async (tx) => {
    const now = await databaseNow(tx)
    const waiting = await tx
      .select({
        id: raterInvitations.id,
        email: raterInvitations.email,
        raterId: raterInvitations.raterId,
        cycleId: ratingCycles.id,
        delivery: raterInvitations.delivery,
        sentAt: raterInvitations.sentAt,
        opensAt: ratingCycles.opensAt,
        closesAt: ratingCycles.closesAt,
        remindersSent: raterProgress.remindersSent,
        lastMailAt: raterProgress.lastMailAt,
      })
      .from(raterInvitations)
      .innerJoin(ratingCycles, eq(ratingCycles.id, raterInvitations.cycleId))
      .leftJoin(raterProgress, eq(raterProgress.invitationId, raterInvitations.id))
      .where(
        and(
          eq(ratingCycles.state, 'open'),
          eq(raterInvitations.delivery, 'sent'),
          isNull(raterProgress.submittedAt),
          isNull(raterProgress.withdrawnAt),
          or(isNull(raterProgress.remindersSent), sql`${raterProgress.remindersSent} < 2`),
        ),
      )
    const stopped = new Set(
      (await tx.select({ hash: unsubscribes.addressHash }).from(unsubscribes)).map(
        (row) => row.hash,
      ),
    )
    let queued = 0
    for (const rater of waiting) {
      const due = dueReminder(
        {
          opensAt: rater.opensAt ?? now,
          closesAt: rater.closesAt,
          invitedAt: rater.sentAt,
          lastMailAt: rater.lastMailAt,
          remindersSent: rater.remindersSent ?? 0,
          answered: false,
          declined: false,
          unsubscribed: stopped.has(addressHash(rater.email)),
          bounced: false,
          revoked: false,
        },
        now,
      )
      if (!due) continue
      await tx
        .insert(raterProgress)
        .values({
          invitationId: rater.id,
          raterId: rater.raterId,
          cycleId: rater.cycleId,
          remindersSent: due,
          lastMailAt: now,
        })
        .onConflictDoUpdate({
          target: raterProgress.invitationId,
          set: { remindersSent: due, lastMailAt: now },
        })
      await enqueue(tx, invitationMail(rater.id, 'rater-reminder'))
      queued += 1
    }
    return queued
  })
}
