import { and, eq } from 'drizzle-orm'
import { members, organizations } from '@/server/db/schema/organizations'
import { asIdentity, TenantId } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import type { OrgContext, UserContext } from '@/server/services/context'

/** Turns the claim "I act for this organization" into a proven context, or finds nothing. */
export async function enterOrganization(ctx: UserContext, slug: string): Promise<OrgContext> {
  const [found] = await asIdentity({ userId: ctx.actor.userId }, (tx) =>
    tx
      .select({
        id: organizations.id,
        kind: organizations.kind,
        slug: organizations.slug,
        name: organizations.name,
        verification: organizations.verification,
        role: members.role,
      })
      .from(members)
      .innerJoin(organizations, eq(organizations.id, members.organizationId))
      .where(and(eq(members.userId, ctx.actor.userId), eq(organizations.slug, slug))),
  )
  if (!found) throw new DomainError('not_found', 'organizations.notMember')
  return { ...ctx, organization: { ...found, id: TenantId.parse(found.id) } }
}
