import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { users } from '@/server/db/schema/identity'
import { members, organizations } from '@/server/db/schema/organizations'
import { asIdentity, asOperator } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { normaliseEmail } from '@/server/domain/people/addresses'
import { OrganizationKindSchema } from '@/server/domain/people/organizations'
import { recordAudit } from '@/server/services/audit'
import type { Context } from '@/server/services/context'
import { freeSlug } from './create-organization'

export const CreateOwner = z.strictObject({
  email: z.string().max(254),
  /** The slug of an existing organization, or the name of a new one with its kind. */
  organization: z.string().trim().min(2).max(120),
  kind: OrganizationKindSchema.default('provider'),
})
export type CreateOwner = z.input<typeof CreateOwner>

/**
 * Makes a person the owner of an organization, and both when they are new: the first person of a
 * site, before any mail works. For commands; whoever runs them holds the database anyway.
 */
export async function createOwner(
  ctx: Context,
  input: CreateOwner,
): Promise<{ userId: string; slug: string; created: boolean }> {
  const { organization, kind, ...rest } = CreateOwner.parse(input)
  const userId = await findOrMakeUser(rest.email)
  return asOperator(async (tx) => {
    const [existing] = await tx
      .select({ id: organizations.id, slug: organizations.slug })
      .from(organizations)
      .where(eq(organizations.slug, organization))
    const id = existing?.id ?? randomUUID()
    const slug = existing?.slug ?? (await freeSlug(tx, organization, kind))
    if (!existing) {
      await tx
        .insert(organizations)
        .values({ id, kind, slug, name: organization, claimedAt: ctx.now, foundedBy: userId })
    }
    await tx
      .insert(members)
      .values({ organizationId: id, userId, role: 'owner' })
      .onConflictDoUpdate({
        target: [members.organizationId, members.userId],
        set: { role: 'owner' },
      })
    await recordAudit(tx, ctx, {
      verb: 'member.make-owner',
      organizationId: id,
      target: { kind: 'user', id: userId },
      detail: { created: !existing },
    })
    return { userId, slug, created: !existing }
  })
}

/** The person with this address, made when new; the address is taken at the operator's word. */
export async function findOrMakeUser(text: string): Promise<string> {
  const email = normaliseEmail(text)
  if (!email) throw new DomainError('invalid', 'addresses.noMailAtAll', { field: 'email' })
  return asIdentity({}, async (tx) => {
    const [user] = await tx
      .insert(users)
      .values({ id: randomUUID(), email })
      .onConflictDoUpdate({ target: users.email, set: { email: sql`excluded.email` } })
      .returning({ id: users.id })
    if (!user) throw new Error('The person was not written.')
    return user.id
  })
}
