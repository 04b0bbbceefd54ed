import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { raterInvitations, raterLinks, ratingCycles } from '@/server/db/schema/cycles'
import { asCourier } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import type { UserContext } from '@/server/services/context'
import { linkDaysAfterClosing } from '@/server/services/cycles/end-cycle'
import { hashToken } from '@/server/services/session-token'
import { throughLink } from './rater-door'
import { newRaterToken } from './rater-token'
import { openSession } from './start-rating'

/**
 * Mints a rater link for the person whose address was invited: having signed in with that address
 * on this device proves as much as a code mailed to it, so a session comes along and no code is asked (METHOD R14).
 * Anybody else's invitation is answered like a missing one.
 */
export async function openRequest(
  ctx: UserContext,
  input: { invitationId: string },
): Promise<{ code: string; session: string | null }> {
  const code = newRaterToken()
  await asCourier(async (tx) => {
    const [found] = await tx
      .select({ id: raterInvitations.id, closesAt: ratingCycles.closesAt })
      .from(raterInvitations)
      .innerJoin(ratingCycles, eq(ratingCycles.id, raterInvitations.cycleId))
      .where(
        and(
          eq(raterInvitations.id, input.invitationId),
          eq(raterInvitations.email, ctx.actor.email),
          ne(raterInvitations.delivery, 'revoked'),
          inArray(ratingCycles.state, ['open', 'closed']),
        ),
      )
    if (!found) throw new DomainError('not_found', 'requests.none')
    await tx.insert(raterLinks).values({
      tokenHash: hashToken(code),
      invitationId: found.id,
      expiresAt: sql`${found.closesAt.toISOString()}::timestamptz + make_interval(days => ${linkDaysAfterClosing})`,
    })
    await recordAudit(tx, ctx, {
      verb: 'request.open',
      target: { kind: 'rater_invitation', id: found.id },
    })
  })
  const session = await throughLink({ ...ctx, code }, async (door) =>
    door.state === 'expired' ? null : openSession(door),
  )
  return { code, session }
}
