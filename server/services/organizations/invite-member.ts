import { randomUUID } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { users } from '@/server/db/schema/identity'
import { memberInvitations, members } from '@/server/db/schema/organizations'
import { asTenant } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { normaliseEmail } from '@/server/domain/people/addresses'
import { MemberRoleSchema } from '@/server/domain/people/organizations'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { spendLimit } from '@/server/services/limits/spend-limit'
import { enqueue } from '@/server/services/outbox'
import { requireSender } from './require-sender'

export const InviteMember = z.strictObject({ email: z.string().max(254), role: MemberRoleSchema })
export type InviteMember = z.infer<typeof InviteMember>

/** How long an invitation to join works. */
export const invitationDays = 14

/** Invites an address to join; inviting it again sends a new mail and ends the earlier link. */
export async function inviteMember(ctx: OrgContext, input: InviteMember): Promise<{ id: string }> {
  await authorize(ctx, 'member.invite')
  const email = normaliseEmail(input.email)
  if (!email) {
    throw new DomainError('invalid', 'addresses.noMail', { field: 'email' })
  }
  await spendLimit('member-invitation', ctx.organization.id)
  const organizationId = ctx.organization.id
  return asTenant(ctx, async (tx) => {
    const [member] = await tx
      .select({ userId: members.userId })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(and(eq(members.organizationId, organizationId), eq(users.email, email)))
    if (member) {
      throw new DomainError('conflict', 'members.already', { field: 'email', values: { email } })
    }
    await tx
      .update(memberInvitations)
      .set({ revokedAt: sql`now()` })
      .where(
        and(
          eq(memberInvitations.organizationId, organizationId),
          eq(memberInvitations.email, email),
          isNull(memberInvitations.acceptedAt),
          isNull(memberInvitations.revokedAt),
        ),
      )
    await requireSender(tx, organizationId, 1)
    const id = randomUUID()
    await tx.insert(memberInvitations).values({
      id,
      organizationId,
      email,
      role: input.role,
      invitedBy: ctx.actor.userId,
      expiresAt: sql`now() + make_interval(days => ${invitationDays})`,
    })
    await enqueue(tx, {
      subjectId: id,
      kind: 'mail',
      payload: { template: 'member-invitation', to: email, invitationId: id },
    })
    await recordAudit(tx, ctx, {
      verb: 'member.invite',
      target: { kind: 'member_invitation', id },
      detail: { role: input.role },
    })
    return { id }
  })
}
