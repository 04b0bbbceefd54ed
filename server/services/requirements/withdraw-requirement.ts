import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { ownWords, requirementStatements, requirements } from '@/server/db/schema/ratings'
import { asRater } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'
import { memberRater } from '@/server/services/raters/member-rater'

export const WithdrawRequirement = z.object({ id: z.uuid() })
export type WithdrawRequirement = z.infer<typeof WithdrawRequirement>

/** Deletes everything the member said in a job requirement, at once and for good (METHOD R7). */
export async function withdrawRequirement(
  ctx: OrgContext,
  input: WithdrawRequirement,
): Promise<{ withdrawn: number }> {
  await authorize(ctx, 'requirement.read')
  const rater = await memberRater(ctx)
  return asRater({ raterId: rater.id, organizationId: ctx.organization.id }, async (tx) => {
    const [row] = await tx
      .select({ id: requirements.id })
      .from(requirements)
      .where(
        and(eq(requirements.id, input.id), eq(requirements.organizationId, ctx.organization.id)),
      )
    if (!row) throw new DomainError('not_found', 'There is no such job requirement.')
    const gone = await tx
      .delete(requirementStatements)
      .where(
        and(
          eq(requirementStatements.requirementId, row.id),
          eq(requirementStatements.raterId, rater.id),
        ),
      )
      .returning({ subjectId: requirementStatements.subjectId })
    await tx
      .delete(ownWords)
      .where(and(eq(ownWords.requirementId, row.id), eq(ownWords.raterId, rater.id)))
    const subjects = new Set(gone.map((each) => each.subjectId))
    await enqueue(
      tx,
      [...subjects].map((subjectId) => ({
        subjectId,
        kind: 'subject.touched' as const,
      })),
    )
    await recordAudit(tx, ctx, {
      verb: 'requirement.withdraw',
      target: { kind: 'requirement', id: row.id },
      unnamed: true,
    })
    return { withdrawn: gone.length }
  })
}
