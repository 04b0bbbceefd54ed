import { and, asc, eq } from 'drizzle-orm'
import { users } from '@/server/db/schema/identity'
import { members, organizations } from '@/server/db/schema/organizations'
import { asOperator, TenantId } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import type { Context, OrgContext } from '@/server/services/context'

/**
 * Acts for an organization as its longest-standing owner. For commands only: whoever runs them
 * holds the database anyway, and what they write has a person's name to it.
 */
export async function actAsOwner(ctx: Context, slug: string): Promise<OrgContext> {
  const [found] = await asOperator((tx) =>
    tx
      .select({
        id: organizations.id,
        kind: organizations.kind,
        slug: organizations.slug,
        name: organizations.name,
        verification: organizations.verification,
        userId: users.id,
        email: users.email,
      })
      .from(organizations)
      .innerJoin(members, eq(members.organizationId, organizations.id))
      .innerJoin(users, eq(users.id, members.userId))
      .where(and(eq(organizations.slug, slug), eq(members.role, 'owner')))
      .orderBy(asc(members.createdAt), asc(users.email))
      .limit(1),
  )
  if (!found) {
    throw new DomainError('not_found', 'organizations.noOwner', { values: { slug } })
  }
  const { userId, email, ...organization } = found
  return {
    ...ctx,
    actor: {
      ...{ kind: 'user', userId, email, operator: false },
      ...(ctx.actor.kind === 'command' ? { byCommand: true } : {}),
    },
    organization: { ...organization, id: TenantId.parse(organization.id), role: 'owner' },
  }
}
