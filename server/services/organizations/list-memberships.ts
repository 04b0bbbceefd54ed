import { eq, sql } from 'drizzle-orm'
import { members, organizations } from '@/server/db/schema/organizations'
import { asIdentity } from '@/server/db/tenancy'
import type { MemberRole, OrganizationKind } from '@/server/domain/permissions'
import type { UserContext } from '@/server/services/context'

export type Membership = {
  slug: string
  name: string
  kind: OrganizationKind
  role: MemberRole
}

/** The organizations a person belongs to, by name. */
export async function listMemberships(ctx: UserContext): Promise<Membership[]> {
  return asIdentity({ userId: ctx.actor.userId }, (tx) =>
    tx
      .select({
        slug: organizations.slug,
        name: organizations.name,
        kind: organizations.kind,
        role: members.role,
      })
      .from(members)
      .innerJoin(organizations, eq(organizations.id, members.organizationId))
      .where(eq(members.userId, ctx.actor.userId))
      .orderBy(sql`${organizations.name} COLLATE "und-x-icu"`),
  )
}
