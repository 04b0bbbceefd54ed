import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { users } from '@/server/db/schema/identity'
import { memberInvitations, members } from '@/server/db/schema/organizations'
import { asTenant } from '@/server/db/tenancy'
import type { MemberRole } from '@/server/domain/permissions'
import { memberRoles } from '@/server/domain/permissions'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'

export type Team = {
  members: { userId: string; email: string; name: string | null; role: MemberRole; since: Date }[]
  invitations: { id: string; email: string; role: MemberRole; expiresAt: Date }[]
}

/** Who belongs to the organization, and who has been invited and not yet come. */
export async function listMembers(ctx: OrgContext): Promise<Team> {
  await authorize(ctx, 'member.read')
  const organizationId = ctx.organization.id
  return asTenant(ctx, async (tx) => ({
    members: await tx
      .select({
        userId: members.userId,
        email: users.email,
        name: users.name,
        role: members.role,
        since: members.createdAt,
      })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(eq(members.organizationId, organizationId))
      .orderBy(
        sql`array_position(${`{${memberRoles.join(',')}}`}::text[], ${members.role})`,
        sql`${users.email} COLLATE "und-x-icu"`,
      ),
    invitations: await tx
      .select({
        id: memberInvitations.id,
        email: memberInvitations.email,
        role: memberInvitations.role,
        expiresAt: memberInvitations.expiresAt,
      })
      .from(memberInvitations)
      .where(
        and(
          eq(memberInvitations.organizationId, organizationId),
          isNull(memberInvitations.acceptedAt),
          isNull(memberInvitations.revokedAt),
          gt(memberInvitations.expiresAt, sql`now()`),
        ),
      )
      .orderBy(memberInvitations.createdAt),
  }))
}
