import { and, eq, inArray, sql } from 'drizzle-orm'
import { drafts, packets, raterProgress } from '@/server/db/schema/cycles'
import { ratings, requirementStatements } from '@/server/db/schema/ratings'
import { recordAudit } from '@/server/services/audit'
import { enqueue } from '@/server/services/outbox'
import { type RaterContext, requireDevice, throughLink } from './rater-door'

/**
 * Deletes everything this rater answered in the cycle, at once and for good: also after it closed,
 * and when the asker took the invitation back.
 * The next release sees to the groups that hold a count of it (METHOD R7).
 */
export function withdrawRatings(ctx: RaterContext): Promise<{ withdrawn: number }> {
  return throughLink(ctx, async (door) => {
    requireDevice(door)
    const { tx, cycle, invitation } = door
    const goneRatings = await tx
      .delete(ratings)
      .where(and(eq(ratings.raterId, invitation.raterId), eq(ratings.cycleId, cycle.id)))
      .returning({ subjectId: ratings.subjectId })
    const goneStatements = await tx
      .delete(requirementStatements)
      .where(
        and(
          eq(requirementStatements.raterId, invitation.raterId),
          eq(requirementStatements.cycleId, cycle.id),
        ),
      )
      .returning({ subjectId: requirementStatements.subjectId })
    await tx
      .delete(drafts)
      .where(
        and(
          eq(drafts.raterId, invitation.raterId),
          inArray(
            drafts.packetId,
            tx.select({ id: packets.id }).from(packets).where(eq(packets.cycleId, cycle.id)),
          ),
        ),
      )
    await tx
      .update(raterProgress)
      .set({ submittedAt: null, withdrawnAt: sql`now()` })
      .where(eq(raterProgress.invitationId, invitation.id))
    const subjects = new Set([...goneRatings, ...goneStatements].map((row) => row.subjectId))
    await enqueue(
      tx,
      [...subjects].map((subjectId) => ({
        subjectId,
        kind: 'subject.touched' as const,
      })),
    )
    await recordAudit(tx, door.ctx, {
      verb: 'rating.withdraw',
      organizationId: invitation.employerId,
      target: { kind: 'cycle', id: cycle.id },
      unnamed: true,
    })
    return { withdrawn: goneRatings.length }
  })
}
