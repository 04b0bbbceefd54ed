import {
  cycleCompetencies,
  cycleCredentials,
  raterInvitations,
  ratingCycles,
} from '@/server/db/schema/cycles'
import { employerProposals, organizations } from '@/server/db/schema/organizations'
import { raters } from '@/server/db/schema/ratings'
import { asOperator, asTenant } from '@/server/db/tenancy'
import { slugOf } from '@/server/domain/slugs'
import { addressHash } from '@/server/services/raters/address-hash'
import { OWN_CYCLE, OWN_EMPLOYERS, type OwnEmployer } from './content/own-employers'
import { DEMO_PERSONAS } from './content/personas'
import { DEMO_TIME_ZONE } from './content/places'
import { MACHINIST_PROFILES } from './content/profiles'
import { demoHost, demoId, demoTenant, demoTime } from './demo-id'
import { demoCredential } from './seed-credentials'
import { demoCompetency } from './seed-frameworks'
import type { DemoPeople } from './seed-people'

/** A draft of the college's that asks its own employers, whom the partnership was asked to confirm two days ago. */
export async function seedOwnCycle(people: DemoPeople, now: Date): Promise<void> {
  const college = demoHost('college')
  const createdAt = demoTime(now, OWN_CYCLE.askedInDays)
  const educator = DEMO_PERSONAS.find(({ key }) => key === 'educator')
  const askedBy = people.get(educator?.email ?? '') ?? null
  await asOperator((tx) =>
    tx.insert(organizations).values(
      OWN_EMPLOYERS.map((employer) => ({
        ...{ id: idOf(employer), kind: 'employer' as const },
        ...{ slug: `${slugOf(employer.name, 'employer')}-sample`, name: employer.name },
        ...{ domain: employer.domain, createdByOrganizationId: college.id },
        ...{ sample: true, createdAt },
      })),
    ),
  )
  await asTenant(demoTenant(college.slug), async (tx) => {
    const cycleId = demoId('cycle', OWN_CYCLE.key)
    const ours = { cycleId, organizationId: college.id }
    await tx.insert(employerProposals).values(
      OWN_EMPLOYERS.map((employer) => ({
        ...{ organizationId: college.id, employerId: idOf(employer) },
        ...{ countyId: `us-${employer.county}`, industryId: `naics2017:${employer.industry}` },
        ...{ askedAt: createdAt, askedBy, createdAt },
      })),
    )
    await tx.insert(ratingCycles).values({
      ...{ id: cycleId, organizationId: college.id, title: OWN_CYCLE.title },
      ...{ occupationId: `soc2018:${OWN_CYCLE.occupation}`, job: OWN_CYCLE.job },
      ...{ signerName: OWN_CYCLE.signer.name, signerTitle: OWN_CYCLE.signer.title },
      closesAt: demoTime(now, OWN_CYCLE.closesInDays),
      ...{ timeZone: DEMO_TIME_ZONE, sample: true, createdAt },
    })
    await tx
      .insert(cycleCredentials)
      .values({ ...ours, credentialId: demoCredential('cnc').credentialId, position: 0 })
    await tx.insert(cycleCompetencies).values(
      MACHINIST_PROFILES.slice(0, 12).map(({ code }, position) => ({
        ...{ ...ours, competencyId: demoCompetency(code).competencyId, position },
      })),
    )
    await tx.insert(raters).values(
      OWN_EMPLOYERS.map((employer) => ({
        ...{ id: demoId('rater', emailOf(employer)), organizationId: idOf(employer) },
        ...{ addressHash: addressHash(emailOf(employer)), createdAt },
      })),
    )
    await tx.insert(raterInvitations).values(
      OWN_EMPLOYERS.map((employer) => ({
        ...ours,
        id: demoId('invitation', `${OWN_CYCLE.key} ${emailOf(employer)}`),
        ...{ employerId: idOf(employer), raterId: demoId('rater', emailOf(employer)) },
        ...{ email: emailOf(employer), name: employer.rater.name, createdAt },
      })),
    )
  })
}

function idOf({ domain }: OwnEmployer): string {
  return demoId('organization', domain)
}

function emailOf({ domain, rater }: OwnEmployer): string {
  return `${rater.mailbox}@${domain}`
}
