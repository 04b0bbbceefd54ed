import { randomUUID } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { confirmations, members, organizations } from '@/server/db/schema/organizations'
import { asIdentity, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { ownDomain } from '@/server/domain/people/addresses'
import type { CreateOrganization } from '@/server/domain/people/organizations'
import { slugOf } from '@/server/domain/slugs'
import { recordAudit } from '@/server/services/audit'
import type { UserContext } from '@/server/services/context'
import { spendLimit } from '@/server/services/limits/spend-limit'
import { holdNewName } from './hold-name'

/**
 * Creates an organization with the asking person as its owner. An address at a domain of one's own
 * makes it V1; free mail leaves it V0 without a domain.
 */
export async function createOrganization(
  ctx: UserContext,
  input: CreateOrganization,
): Promise<{ slug: string }> {
  await spendLimit('organization-create', ctx.actor.userId)
  const domain = ownDomain(ctx.actor.email)
  const verification = domain ? 'V1' : 'V0'
  return asIdentity({ userId: ctx.actor.userId }, async (tx) => {
    if (input.kind === 'employer' && domain) await refuseTwin(tx, domain)
    const id = randomUUID()
    const slug = await freeSlug(tx, input.name, input.kind)
    await tx.insert(organizations).values({
      id,
      kind: input.kind,
      slug,
      name: input.name,
      domain,
      verification,
      claimedAt: ctx.now,
      foundedBy: ctx.actor.userId,
    })
    await holdNewName(tx, { id, name: input.name })
    await tx.insert(members).values({ organizationId: id, userId: ctx.actor.userId, role: 'owner' })
    if (domain) {
      await tx.insert(confirmations).values({
        id: randomUUID(),
        organizationId: id,
        level: 'V1',
        byUserId: ctx.actor.userId,
        note: 'The owner’s address was proven at its own domain.',
      })
    }
    await recordAudit(tx, ctx, {
      verb: 'organization.create',
      organizationId: id,
      target: { kind: 'organization', id },
      detail: { kind: input.kind, level: verification },
    })
    return { slug }
  })
}

/** A second record at the same domain would be a second vote of one employer. */
async function refuseTwin(tx: Transaction, domain: string): Promise<void> {
  const [twin] = await tx
    .select({ name: organizations.name, claimedAt: organizations.claimedAt })
    .from(organizations)
    .where(
      and(
        eq(organizations.kind, 'employer'),
        eq(sql`lower(${organizations.domain})`, domain),
        isNull(organizations.mergedIntoId),
      ),
    )
    .limit(1)
  if (!twin) return
  throw new DomainError(
    'conflict',
    twin.claimedAt ? 'organizations.hereAlready' : 'organizations.onRecord',
    { field: 'name', values: { name: twin.name } },
  )
}

/** A slug nobody has: the plain name, else with a few random letters. */
export async function freeSlug(tx: Transaction, name: string, fallback: string): Promise<string> {
  const slug = slugOf(name, fallback)
  const [taken] = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.slug, slug))
  return taken ? `${slug}-${randomUUID().slice(0, 6)}` : slug
}
