import { and, eq, inArray, sql } from 'drizzle-orm'
import { drafts, packets, raterProgress } from '@/server/db/schema/cycles'
import { ownWords, ratings, requirementStatements } from '@/server/db/schema/ratings'
import type { Transaction } from '@/server/db/tenancy'
import { recordAudit } from '@/server/services/audit'
import type { Context } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'

export type Withdrawal = {
  raterId: string
  employerId: string
  from: { kind: 'cycle'; id: string } | { kind: 'requirement'; id: string }
}

type Gone = { ratings: number; statements: number }

/**
 * Deletes what a rater said in a cycle or in a job requirement, at once and for good; the next release sees to the
 * groups that hold a count of it (METHOD R7). All of it in the transaction of the rater's own door, which of a cycle is
 * opened with its invitation: nobody is ever told of answers that are gone, nor keeps a part of them.
 */
export async function withdrawAnswers(
  tx: Transaction,
  ctx: Context,
  { raterId, employerId, from }: Withdrawal,
): Promise<Gone> {
  const rated = from.kind === 'cycle' ? await withdrawRated(tx, raterId, from.id) : []
  const saidIn =
    from.kind === 'cycle' ? requirementStatements.cycleId : requirementStatements.requirementId
  const said = await tx
    .delete(requirementStatements)
    .where(and(eq(requirementStatements.raterId, raterId), eq(saidIn, from.id)))
    .returning({ subjectId: requirementStatements.subjectId })
  const wordsOf = from.kind === 'cycle' ? ownWords.cycleId : ownWords.requirementId
  await tx.delete(ownWords).where(and(eq(ownWords.raterId, raterId), eq(wordsOf, from.id)))
  const subjects = new Set([...rated, ...said].map((row) => row.subjectId))
  await enqueue(
    tx,
    [...subjects].map((subjectId) => ({ subjectId, kind: 'subject.touched' as const })),
  )
  await recordAudit(tx, ctx, {
    verb: from.kind === 'cycle' ? 'rating.withdraw' : 'requirement.withdraw',
    organizationId: employerId,
    target: from,
    unnamed: true,
  })
  return { ratings: rated.length, statements: said.length }
}

/** What was rated in a cycle, what was begun there, and that it was sent. */
async function withdrawRated(tx: Transaction, raterId: string, cycleId: string) {
  const rated = await tx
    .delete(ratings)
    .where(and(eq(ratings.raterId, raterId), eq(ratings.cycleId, cycleId)))
    .returning({ subjectId: ratings.subjectId })
  const asked = tx.select({ id: packets.id }).from(packets).where(eq(packets.cycleId, cycleId))
  await tx.delete(drafts).where(and(eq(drafts.raterId, raterId), inArray(drafts.packetId, asked)))
  await tx
    .update(raterProgress)
    .set({ submittedAt: null, withdrawnAt: sql`now()` })
    .where(and(eq(raterProgress.raterId, raterId), eq(raterProgress.cycleId, cycleId)))
  return rated
}
