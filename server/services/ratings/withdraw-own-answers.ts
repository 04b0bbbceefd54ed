import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { passedInvitations, raterInvitations } from '@/server/db/schema/cycles'
import { asCourier, asRater } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { memberRater } from '@/server/services/raters/member-rater'
import { withdrawAnswers } from '@/server/services/raters/withdraw-answers'
import { withNow } from './with-now'

export const WithdrawOwnAnswers = z.object({ cycleId: z.uuid() })
export type WithdrawOwnAnswers = z.infer<typeof WithdrawOwnAnswers>

/** Withdraws what the member answered in a cycle, as the link would. */
export async function withdrawOwnAnswers(
  ctx: OrgContext,
  { cycleId }: WithdrawOwnAnswers,
): Promise<{ withdrawn: number }> {
  await authorize(ctx, 'rating.read')
  const rater = await memberRater(ctx)
  const invitationId = await findInvitation(rater.id, cycleId)
  return asRater({ raterId: rater.id, ...(invitationId ? { invitationId } : {}) }, async (tx) => {
    const gone = await withdrawAnswers(tx, ctx, {
      raterId: rater.id,
      employerId: ctx.organization.id,
      from: { kind: 'cycle', id: cycleId },
    })
    if (gone.ratings + gone.statements === 0) {
      throw new DomainError('not_found', 'ratings.noOwnAnswers')
    }
    return { withdrawn: gone.ratings }
  })
}

/** Invitations belong to the asker; a rater's door sees the one it is opened with. */
async function findInvitation(raterId: string, cycleId: string): Promise<string | undefined> {
  const [row] = await asCourier((tx) =>
    tx
      .select({ id: raterInvitations.id })
      .from(raterInvitations)
      .leftJoin(passedInvitations, eq(passedInvitations.invitationId, raterInvitations.id))
      .where(and(sql`${withNow.raterId} = ${raterId}`, eq(raterInvitations.cycleId, cycleId))),
  )
  return row?.id
}
