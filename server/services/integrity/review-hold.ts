import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { ratingCycles } from '@/server/db/schema/cycles'
import { integrityHolds } from '@/server/db/schema/integrity'
import { asPublisher, asTenant, patiently, type Transaction } from '@/server/db/tenancy'
import { DomainError, saidAs } from '@/server/domain/errors'
import { HOLD_VERDICTS } from '@/server/domain/method/integrity'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OperatorContext, OrgContext } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'
import { countYear } from './integrity-totals'
import { isCountedSince } from './is-counted'
import { lockIntegrity } from './lock-integrity'
import { settleStatements } from './settle-statements'

export const ReviewHold = z.strictObject({
  holdId: z.uuid(),
  verdict: z.enum(HOLD_VERDICTS),
  /** Why, in one line; kept with the hold, below what was noted before. */
  note: z
    .string()
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(3, saidAs('input.reasonMissing')).max(500)),
})
export type ReviewHold = z.infer<typeof ReviewHold>

const after = { accept: 'accepted', reject: 'rejected', reopen: 'held' } as const

/**
 * Decides about held answers, or takes a decision back. Accepted, they count from now on as any other; rejected, they
 * stay stored and never count, and the rater may still take them back. What a published group has counted cannot be
 * held again: the difference would be that employer's answer (METHOD §8.3 R7). What somebody else decided, a partnership
 * cannot take back.
 */
export function reviewHold(ctx: OperatorContext | OrgContext, input: ReviewHold): Promise<void> {
  return patiently(() => review(ctx, input))
}

async function review(ctx: OperatorContext | OrgContext, input: ReviewHold): Promise<void> {
  if ('organization' in ctx) await requireInRegion(ctx, input.holdId)
  await asPublisher(async (tx) => {
    await lockIntegrity(tx)
    const hold = await lockHold(tx, input.holdId)
    const decided = hold.state === 'accepted' || hold.state === 'rejected'
    if (input.verdict === 'reopen' ? !decided : hold.state !== 'held') {
      throw new DomainError('conflict', 'reviews.decidedMeanwhile')
    }
    const by = 'organization' in ctx ? ctx.organization.id : null
    if (decided && by !== null && hold.decidedByOrganizationId !== by) {
      throw new DomainError('forbidden', 'reviews.onlyDecider')
    }
    const importance = await importanceSubject(tx, hold.cycleId)
    const subjects = [hold.subjectId, ...(importance ? [importance] : [])]
    if (hold.state === 'accepted' && (await isCounted(tx, hold, subjects))) {
      throw new DomainError('conflict', 'reviews.counted')
    }
    const reopened = input.verdict === 'reopen'
    await tx
      .update(integrityHolds)
      .set({
        state: after[input.verdict],
        note: hold.note ? `${hold.note}\n${input.note}` : input.note,
        decidedAt: reopened ? null : ctx.now,
        decidedBy: ctx.actor.userId,
        decidedByOrganizationId: by,
      })
      .where(eq(integrityHolds.id, hold.id))
    await applyVerdict(tx, hold, input.verdict, ctx.now)
    await settleStatements(tx, hold, ctx.now)
    await enqueue(
      tx,
      subjects.map((subjectId) => ({
        subjectId,
        kind: 'subject.touched' as const,
        availableAt: ctx.now,
      })),
    )
    await countYear(tx, hold.raisedAt.getUTCFullYear(), ctx.now)
    await recordAudit(tx, ctx, {
      verb: `hold.${input.verdict}`,
      target: { kind: 'hold', id: hold.id },
    })
  })
}

type Row = typeof integrityHolds.$inferSelect
type Hold = Row & { ratingId: string; employerId: string; raterId: string }

/** The hold, unless whose it was is forgotten: then there is nothing left to decide. */
async function lockHold(tx: Transaction, holdId: string): Promise<Hold> {
  const [row] = await tx
    .select()
    .from(integrityHolds)
    .where(eq(integrityHolds.id, holdId))
    .for('update')
  if (!row?.ratingId || !row.employerId || !row.raterId) throw notThere()
  const { ratingId, employerId, raterId } = row
  return { ...row, ratingId, employerId, raterId }
}

/** A partnership decides about what its own door shows it; anything else is not there. */
async function requireInRegion(ctx: OrgContext, holdId: string): Promise<void> {
  await authorize(ctx, 'hold.review')
  const [seen] = await asTenant(ctx, (tx) =>
    tx.select({ id: integrityHolds.id }).from(integrityHolds).where(eq(integrityHolds.id, holdId)),
  )
  if (!seen) throw notThere()
}

async function importanceSubject(tx: Transaction, cycleId: string | null): Promise<string | null> {
  if (cycleId === null) return null
  const [cycle] = await tx
    .select({ subjectId: ratingCycles.importanceSubjectId })
    .from(ratingCycles)
    .where(eq(ratingCycles.id, cycleId))
  return cycle?.subjectId ?? null
}

/** An address nobody has accepted still waits for that, whatever is decided here. */
async function applyVerdict(
  tx: Transaction,
  hold: Hold,
  verdict: ReviewHold['verdict'],
  now: Date,
): Promise<void> {
  const review = { accept: null, reject: 'rejected', reopen: 'held' }[verdict]
  await tx.execute(sql`
    UPDATE rating SET review = ${review}, held_until = CASE
        WHEN ${review}::text IS NULL AND held_until IS DISTINCT FROM 'infinity'
        THEN ${now.toISOString()}::timestamptz ELSE held_until END
    WHERE subject_id = ${hold.subjectId} AND id = ${hold.ratingId}`)
}

/** Whether a group has counted this employer since the hold was accepted. */
async function isCounted(tx: Transaction, hold: Hold, subjectIds: string[]): Promise<boolean> {
  const since = hold.decidedAt ?? hold.raisedAt
  for (const subjectId of subjectIds) {
    if (await isCountedSince(tx, { subjectId, employerId: hold.employerId }, since)) return true
  }
  return false
}

function notThere(): DomainError {
  return new DomainError('not_found', 'reviews.none')
}
