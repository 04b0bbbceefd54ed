import { and, eq, isNull, sql } from 'drizzle-orm'
import { memberInvitations } from '@/server/db/schema/organizations'
import { asTenant } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'

/** Takes back an invitation to join that nobody has accepted. */
export async function revokeInvitation(ctx: OrgContext, input: { id: string }): Promise<void> {
  await authorize(ctx, 'member.invite')
  const organizationId = ctx.organization.id
  await asTenant(ctx, async (tx) => {
    const [revoked] = await tx
      .update(memberInvitations)
      .set({ revokedAt: sql`now()` })
      .where(
        and(
          eq(memberInvitations.organizationId, organizationId),
          eq(memberInvitations.id, input.id),
          isNull(memberInvitations.acceptedAt),
          isNull(memberInvitations.revokedAt),
        ),
      )
      .returning({ id: memberInvitations.id })
    if (!revoked) throw new DomainError('not_found', 'members.noInvitation')
    await recordAudit(tx, ctx, {
      verb: 'member.revoke-invitation',
      target: { kind: 'member_invitation', id: input.id },
    })
  })
}
