import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import {
  passedInvitations,
  raterInvitations,
  raterLinks,
  raterProgress,
  ratingCycles,
} from '@/server/db/schema/cycles'
import { asCourier } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import type { UserContext } from '@/server/services/context'
import { linkDaysAfterClosing } from '@/server/services/cycles/end-cycle'
import { addressHash } from '@/server/services/raters/address-hash'
import { hashToken } from '@/server/services/session-token'
import { letIn } from './let-in'
import { throughLink } from './rater-door'
import { newRaterToken } from './rater-token'
import { isWith, withNow } from './with-now'

export const OpenedRequest = z.object({
  code: z.string(),
  session: z.string().nullable(),
  /** There are answers to read. */
  sent: z.boolean(),
})
export type OpenedRequest = z.infer<typeof OpenedRequest>

/**
 * Mints a rater link for the person whose address was invited, or an invitation was passed on to: having signed in with
 * that address on this device proves as much as a code mailed to it, so a session comes along and no code is asked
 * (METHOD R14). Anybody else's invitation is answered like a missing one. One's own answers stay readable however long
 * ago the cycle closed, so the link lives a day at least.
 */
export async function openRequest(
  ctx: UserContext,
  input: { invitationId: string },
): Promise<OpenedRequest> {
  const code = newRaterToken()
  const sent = await asCourier(async (tx) => {
    const [found] = await tx
      .select({
        id: raterInvitations.id,
        closesAt: ratingCycles.closesAt,
        submittedAt: raterProgress.submittedAt,
        passes: withNow.passes,
      })
      .from(raterInvitations)
      .innerJoin(ratingCycles, eq(ratingCycles.id, raterInvitations.cycleId))
      .leftJoin(passedInvitations, eq(passedInvitations.invitationId, raterInvitations.id))
      .leftJoin(raterProgress, eq(raterProgress.invitationId, raterInvitations.id))
      .where(
        and(
          eq(raterInvitations.id, input.invitationId),
          isWith(ctx.actor.email),
          ne(raterInvitations.delivery, 'revoked'),
          inArray(ratingCycles.state, ['open', 'closed']),
        ),
      )
    if (!found) throw new DomainError('not_found', 'requests.none')
    await tx.insert(raterLinks).values({
      tokenHash: hashToken(code),
      invitationId: found.id,
      passes: found.passes,
      addressHash: addressHash(ctx.actor.email),
      expiresAt: sql`greatest(now() + interval '1 day',
        ${found.closesAt.toISOString()}::timestamptz + make_interval(days => ${linkDaysAfterClosing}))`,
    })
    await recordAudit(tx, ctx, {
      verb: 'request.open',
      target: { kind: 'rater_invitation', id: found.id },
    })
    return found.submittedAt !== null
  })
  const { session } = await throughLink({ ...ctx, code }, letIn)
  return { code, session, sent }
}
