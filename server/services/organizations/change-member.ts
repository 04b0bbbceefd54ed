import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { members } from '@/server/db/schema/organizations'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { leavesNoOwner, MemberRoleSchema } from '@/server/domain/people/organizations'
import type { MemberRole } from '@/server/domain/permissions'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'

export const ChangeMember = z.strictObject({
  userId: z.uuid(),
  /** Null takes the person out of the organization. */
  role: MemberRoleSchema.nullable(),
})
export type ChangeMember = z.infer<typeof ChangeMember>

/** Gives a member another role, or removes it; the person's next request already feels it. */
export async function changeMember(ctx: OrgContext, input: ChangeMember): Promise<void> {
  await authorize(ctx, 'member.change')
  await write(ctx, input.userId, input.role)
}

/** Leaves an organization of one's own accord. */
export async function leaveOrganization(ctx: OrgContext): Promise<void> {
  await authorize(ctx, 'organization.leave')
  await write(ctx, ctx.actor.userId, null)
}

async function write(ctx: OrgContext, userId: string, role: MemberRole | null): Promise<void> {
  const organizationId = ctx.organization.id
  const target = and(eq(members.organizationId, organizationId), eq(members.userId, userId))
  await asTenant(ctx, async (tx) => {
    const everybody = await lockMembers(tx, organizationId)
    const before = everybody.find((member) => member.userId === userId)
    if (!before) throw new DomainError('not_found', 'members.none')
    if (leavesNoOwner(everybody, { userId, role })) {
      throw new DomainError('conflict', 'members.lastOwner', { field: 'role' })
    }
    if (role === null) await tx.delete(members).where(target)
    else await tx.update(members).set({ role }).where(target)
    await recordAudit(tx, ctx, {
      verb: role === null ? 'member.remove' : 'member.change',
      target: { kind: 'user', id: userId },
      detail: { from: before.role, to: role },
    })
  })
}

/** Locked together, so that two owners cannot remove each other at the same moment. */
async function lockMembers(tx: Transaction, organizationId: string) {
  return tx
    .select({ userId: members.userId, role: members.role })
    .from(members)
    .where(eq(members.organizationId, organizationId))
    .orderBy(members.userId)
    .for('update')
}
