import { confirmations, members, organizations } from '@/server/db/schema/organizations'
import { regionCounties, regions, reportingRegions } from '@/server/db/schema/reference'
import { asOperator, asTenant } from '@/server/db/tenancy'
import { DEMO_EMPLOYERS } from './content/employers'
import { DEMO_HOSTS } from './content/organizations'
import { DEMO_PERSONAS, type DemoPersona } from './content/personas'
import { DEMO_REGION } from './content/places'
import { demoHost, demoId, demoTenant, demoTime } from './demo-id'
import { type DemoPeople, seedPeople } from './seed-people'

/** Days before the seed's `now` that the sample's organizations joined. */
const joined = -740

/** Writes people, organizations, memberships, confirmations and the partnership's region. */
export async function seedOrganizations(now: Date): Promise<DemoPeople> {
  const createdAt = demoTime(now, joined)
  const people = await seedPeople(createdAt)
  await asOperator(async (tx) => {
    await tx.insert(organizations).values([...hostRows(createdAt), ...employerRows(createdAt)])
    await tx.insert(members).values(memberRows(people, createdAt))
    await tx.insert(confirmations).values(confirmationRows(createdAt))
  })
  await asTenant(demoTenant(demoHost('partnership').slug), async (tx) => {
    const organizationId = demoHost('partnership').id
    await tx.insert(regions).values({
      id: demoRegionId,
      kind: 'set',
      name: DEMO_REGION.name,
      slug: DEMO_REGION.slug,
      organizationId,
      createdAt,
    })
    const counties = DEMO_REGION.counties.map((county) => ({
      regionId: demoRegionId,
      countyId: `us-${county}`,
      organizationId,
    }))
    await tx.insert(regionCounties).values(counties)
    await tx
      .insert(reportingRegions)
      .values(counties.map((row) => ({ ...row, claimedAt: createdAt })))
  })
  return people
}

export const demoRegionId = `set-${demoId('region', DEMO_REGION.slug)}`

function hostRows(createdAt: Date) {
  return DEMO_HOSTS.map((host) => ({
    id: demoId('organization', host.slug),
    kind: host.kind,
    slug: host.slug,
    name: host.name,
    domain: host.domain,
    website: `https://${host.domain}`,
    verification: 'V2' as const,
    countyId: `us-${host.county}`,
    industryId: `naics2017:${host.industry}`,
    sizeBand: host.sizeBand,
    claimedAt: createdAt,
    sample: true,
    createdAt,
  }))
}

function employerRows(createdAt: Date) {
  return DEMO_EMPLOYERS.map((employer) => ({
    id: demoId('organization', employer.slug),
    kind: 'employer' as const,
    slug: employer.slug,
    name: employer.name,
    domain: employer.domain,
    website: null,
    verification: employer.verification,
    countyId: `us-${employer.county}`,
    industryId: `naics2017:${employer.industry}`,
    sizeBand: employer.sizeBand,
    claimedAt: employerPersonas.has(employer.slug) ? createdAt : null,
    createdByOrganizationId: demoHost('partnership').id,
    sample: true,
    createdAt,
  }))
}

/** Employers whose own people sign in; the rater of the demo only has a link. */
const employerPersonas = new Set(
  DEMO_PERSONAS.flatMap((persona) =>
    persona.key === 'employer' && persona.at?.kind === 'employer' ? [persona.at.slug] : [],
  ),
)

function memberRows(people: DemoPeople, createdAt: Date) {
  return DEMO_PERSONAS.flatMap((persona) => {
    const slug = membershipOf(persona)
    const userId = people.get(persona.email)
    if (!slug || !userId) return []
    return [
      {
        organizationId: demoId('organization', slug),
        userId,
        role: 'owner' as const,
        createdAt,
      },
    ]
  })
}

/** The slug of the organization a persona works in, or null for the rater and the operator. */
export function membershipOf(persona: DemoPersona): string | null {
  if (persona.key === 'rater' || !persona.at) return null
  return persona.at.kind === 'host' ? demoHost(persona.at.key).slug : persona.at.slug
}

function confirmationRows(createdAt: Date) {
  return DEMO_EMPLOYERS.filter((employer) => employer.verification !== 'V0').map((employer) => ({
    id: demoId('confirmation', employer.slug),
    organizationId: demoId('organization', employer.slug),
    level: employer.verification,
    byOrganizationId: employer.verification === 'V2' ? demoHost('partnership').id : null,
    note:
      employer.verification === 'V2'
        ? 'Sample: known to the partnership, address at its own domain.'
        : 'Sample: the address was proven at its own domain.',
    createdAt,
  }))
}
