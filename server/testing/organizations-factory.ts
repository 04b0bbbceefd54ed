import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { users } from '@/server/db/schema/identity'
import { members, organizations } from '@/server/db/schema/organizations'
import { regionCounties, regions } from '@/server/db/schema/reference'
import { asIdentity, asOperator, asTenant, type Tenant, TenantId } from '@/server/db/tenancy'
import type { MemberRole, OrganizationKind } from '@/server/domain/permissions'
import type { OperatorContext, OrgContext, UserContext } from '@/server/services/context'

export type TestUser = { id: string; email: string; name: string | null; operator: boolean }

export type TestOrganization = typeof organizations.$inferSelect

type OrganizationOverrides = Partial<
  Pick<
    TestOrganization,
    | 'name'
    | 'slug'
    | 'domain'
    | 'website'
    | 'verification'
    | 'countyId'
    | 'industryId'
    | 'sizeBand'
    | 'parentId'
    | 'claimedAt'
    | 'createdByOrganizationId'
    | 'heldUntil'
    | 'sample'
    | 'publishesUnconfirmedSince'
  >
>

/** A person; every call makes another one. */
export async function makeUser(
  overrides: { email?: string; name?: string; operator?: boolean } = {},
): Promise<TestUser> {
  const id = randomUUID()
  const email = overrides.email ?? `person-${id.slice(0, 8)}@college.example`
  return asIdentity({}, async (tx) => {
    await tx.insert(users).values({
      id,
      email,
      name: overrides.name ?? null,
      emailVerified: new Date(),
      operator: overrides.operator ?? false,
    })
    return { id, email, name: overrides.name ?? null, operator: overrides.operator ?? false }
  })
}

/** An organization without members; employers, providers and partnerships at any level. */
export async function makeOrganization(
  overrides: { kind?: OrganizationKind } & OrganizationOverrides = {},
): Promise<TestOrganization> {
  const { kind = 'provider', verification = 'V0', ...rest } = overrides
  const id = randomUUID()
  const name = rest.name ?? `${kind} ${id.slice(0, 8)}`
  return asOperator(async (tx) => {
    await tx.insert(organizations).values({
      ...rest,
      id,
      kind,
      verification,
      name,
      slug: rest.slug ?? `${kind}-${id.slice(0, 8)}`,
    })
    const [row] = await tx.select().from(organizations).where(eq(organizations.id, id))
    if (!row) throw new Error('The organization was not written.')
    return row
  })
}

/** Makes a person (or takes one) a member. */
export async function makeMember(input: {
  organizationId: string
  role?: MemberRole
  user?: TestUser
}): Promise<TestUser> {
  const user = input.user ?? (await makeUser())
  await asIdentity({ userId: user.id }, (tx) =>
    tx.insert(members).values({
      organizationId: input.organizationId,
      userId: user.id,
      role: input.role ?? 'owner',
    }),
  )
  return user
}

/** The context of a signed-in person. */
export function userContext(user: TestUser, now: Date = new Date()): UserContext {
  return {
    actor: { kind: 'user', userId: user.id, email: user.email, operator: user.operator },
    requestId: randomUUID(),
    now,
  }
}

/** The context of a member: of the organization given, else of a new one made for the test. */
export async function orgContext(
  overrides: {
    kind?: OrganizationKind
    role?: MemberRole
    organization?: TestOrganization
    user?: TestUser
    now?: Date
  } & OrganizationOverrides = {},
): Promise<OrgContext> {
  const { role = 'owner', organization, user, now, ...rest } = overrides
  const org = organization ?? (await makeOrganization(rest))
  const member = await makeMember({ organizationId: org.id, role, ...(user ? { user } : {}) })
  return {
    ...userContext(member, now),
    organization: {
      ...tenant(org.id).organization,
      kind: org.kind,
      slug: org.slug,
      name: org.name,
      verification: org.verification,
      role,
    },
  }
}

/** A confirmed partnership whose region holds these counties. */
export async function partnershipContext({
  counties = ['us-39093'],
  ...overrides
}: { counties?: string[] } & Omit<
  Parameters<typeof orgContext>[0] & object,
  'kind'
> = {}): Promise<OrgContext> {
  const ctx = await orgContext({ verification: 'V2', ...overrides, kind: 'partnership' })
  const organizationId = ctx.organization.id
  const id = `set-${randomUUID()}`
  await asTenant(ctx, async (tx) => {
    await tx.insert(regions).values({ id, kind: 'set', name: id, slug: id, organizationId })
    if (counties.length === 0) return
    await tx
      .insert(regionCounties)
      .values(counties.map((countyId) => ({ regionId: id, countyId, organizationId })))
  })
  return ctx
}

/** Opens the door of an organization that no test member acts for. */
export function tenant(id: string): Tenant {
  return { organization: { id: TenantId.parse(id) } }
}

/** The context of the operator of the site. */
export async function operatorContext(now: Date = new Date()): Promise<OperatorContext> {
  const user = userContext(await makeUser({ operator: true }), now)
  return { ...user, actor: { ...user.actor, operator: true } }
}
