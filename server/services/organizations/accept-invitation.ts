import { and, eq, isNull, sql } from 'drizzle-orm'
import { memberInvitations, members } from '@/server/db/schema/organizations'
import { asIdentity } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit, recordRefusal } from '@/server/services/audit'
import type { UserContext } from '@/server/services/context'
import { findInvitation } from './read-member-invitation'

/** Makes the invited person a member. The link alone is not enough: the address must be theirs. */
export async function acceptInvitation(
  ctx: UserContext,
  input: { token: string },
): Promise<{ slug: string }> {
  const { userId, email } = ctx.actor
  const result = await asIdentity({ userId }, async (tx) => {
    const found = await findInvitation(tx, input.token)
    if (!found) return { refused: 'not_found' as const }
    if (found.email !== email) return { refused: 'forbidden' as const, found }
    if (found.state !== 'open') return { refused: 'conflict' as const }
    const [taken] = await tx
      .update(memberInvitations)
      .set({ acceptedAt: sql`now()` })
      .where(and(eq(memberInvitations.id, found.id), isNull(memberInvitations.acceptedAt)))
      .returning({ id: memberInvitations.id })
    if (!taken) return { refused: 'conflict' as const }
    await tx
      .insert(members)
      .values({ organizationId: found.organizationId, userId, role: found.role })
      .onConflictDoNothing()
    await recordAudit(tx, ctx, {
      verb: 'member.join',
      organizationId: found.organizationId,
      target: { kind: 'user', id: userId },
      detail: { role: found.role },
    })
    return { slug: found.slug }
  })
  if (result.slug !== undefined) return { slug: result.slug }
  if (result.found) {
    await recordRefusal(ctx, {
      verb: 'member.join',
      organizationId: result.found.organizationId,
      target: { kind: 'member_invitation', id: result.found.id },
    })
  }
  throw new DomainError(result.refused, refusals[result.refused])
}

const refusals = {
  not_found: 'members.unknownInvitation',
  forbidden: 'members.otherAddress',
  conflict: 'members.invitationOver',
} as const
