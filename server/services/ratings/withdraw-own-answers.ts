import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { drafts, packets, raterProgress } from '@/server/db/schema/cycles'
import { ratings, requirementStatements } from '@/server/db/schema/ratings'
import { asPublisher, asRater } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'
import { memberRater } from '@/server/services/raters/member-rater'

export const WithdrawOwnAnswers = z.object({ cycleId: z.uuid() })
export type WithdrawOwnAnswers = z.infer<typeof WithdrawOwnAnswers>

/** Deletes what the member answered in a cycle, at once and for good, as the link would (METHOD R7). */
export async function withdrawOwnAnswers(
  ctx: OrgContext,
  input: WithdrawOwnAnswers,
): Promise<{ withdrawn: number }> {
  await authorize(ctx, 'rating.read')
  const rater = await memberRater(ctx)
  const asked = await asPublisher((tx) =>
    tx.select({ id: packets.id }).from(packets).where(eq(packets.cycleId, input.cycleId)),
  )
  const withdrawn = await asRater({ raterId: rater.id }, async (tx) => {
    const goneRatings = await tx
      .delete(ratings)
      .where(and(eq(ratings.raterId, rater.id), eq(ratings.cycleId, input.cycleId)))
      .returning({ subjectId: ratings.subjectId })
    const goneStatements = await tx
      .delete(requirementStatements)
      .where(
        and(
          eq(requirementStatements.raterId, rater.id),
          eq(requirementStatements.cycleId, input.cycleId),
        ),
      )
      .returning({ subjectId: requirementStatements.subjectId })
    if (goneRatings.length + goneStatements.length === 0) {
      throw new DomainError('not_found', 'There are no answers of yours in this rating cycle.')
    }
    if (asked.length > 0) {
      await tx.delete(drafts).where(
        and(
          eq(drafts.raterId, rater.id),
          inArray(
            drafts.packetId,
            asked.map((packet) => packet.id),
          ),
        ),
      )
    }
    const subjects = new Set([...goneRatings, ...goneStatements].map((row) => row.subjectId))
    await enqueue(
      tx,
      [...subjects].map((subjectId) => ({
        subjectId,
        kind: 'subject.touched' as const,
      })),
    )
    await recordAudit(tx, ctx, {
      verb: 'rating.withdraw',
      target: { kind: 'cycle', id: input.cycleId },
      unnamed: true,
    })
    return goneRatings.length
  })
  await asPublisher((tx) =>
    tx
      .update(raterProgress)
      .set({ submittedAt: null, withdrawnAt: sql`now()` })
      .where(and(eq(raterProgress.raterId, rater.id), eq(raterProgress.cycleId, input.cycleId))),
  )
  return { withdrawn }
}
