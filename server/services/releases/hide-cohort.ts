import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asPublisher, patiently } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { requireOperator } from '@/server/services/authorize'
import type { Context } from '@/server/services/context'
import { lockReleases } from '@/server/services/release-lock'
import { blankGroups } from './blank-groups'

export const HideCohort = z.strictObject({
  subjectId: z.uuid(),
  cohortId: z.uuid(),
  /** Kept in the audit record; never about what anybody answered. */
  reason: z.string().trim().min(10).max(500),
})
export type HideCohort = z.infer<typeof HideCohort>

/**
 * Hides a cohort for good, all versions at once (METHOD §8.3 R7: fraud or a legal order). It is never computed
 * without the vote in question, and its members stay bound to it, because the difference would be that vote.
 */
export function hideCohort(ctx: Context, input: HideCohort): Promise<void> {
  return patiently(() => hide(ctx, input))
}

async function hide(ctx: Context, input: HideCohort): Promise<void> {
  const operator = await requireOperator(ctx, 'cohort.hide')
  await asPublisher(async (tx) => {
    await lockReleases(tx)
    const { subjectId, cohortId } = input
    const hidden = await blankGroups(tx, sql`SELECT ${subjectId}::uuid, ${cohortId}::uuid`, ctx.now)
    if (hidden === 0) throw new DomainError('not_found', 'releases.noGroup')
    await recordAudit(tx, operator, {
      verb: 'cohort.hide',
      target: { kind: 'cohort', id: cohortId },
      detail: { reason: input.reason },
    })
  })
}
