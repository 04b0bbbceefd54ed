import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { requirements } from '@/server/db/schema/ratings'
import { asRater } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { memberRater } from '@/server/services/raters/member-rater'
import { withdrawAnswers } from '@/server/services/raters/withdraw-answers'

export const WithdrawRequirement = z.object({ id: z.uuid() })
export type WithdrawRequirement = z.infer<typeof WithdrawRequirement>

/** Withdraws everything the member said in a job requirement. */
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
    if (!row) throw new DomainError('not_found', 'requirements.none')
    const gone = await withdrawAnswers(tx, ctx, {
      raterId: rater.id,
      employerId: ctx.organization.id,
      from: { kind: 'requirement', id: row.id },
    })
    return { withdrawn: gone.statements }
  })
}
