import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { packets } from '@/server/db/schema/cycles'
import { auditEvents } from '@/server/db/schema/organizations'
import { cohortVersions } from '@/server/db/schema/releases'
import { asOperator } from '@/server/db/tenancy'
import { systemContext } from '@/server/services/context'
import { closeCycle } from '@/server/services/cycles/end-cycle'
import { acceptAddress } from '@/server/services/organizations/accept-address'
import { claimEmployer } from '@/server/services/organizations/claim-employer'
import { confirmOrganization } from '@/server/services/organizations/confirm-organization'
import { listClaimable } from '@/server/services/organizations/list-claimable'
import { listForeignAddresses } from '@/server/services/organizations/list-foreign-addresses'
import { runRelease } from '@/server/services/releases/run-release'
import { makeCycle, raterAt, type TestCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  makeMember,
  makeOrganization,
  makeUser,
  operatorContext,
  userContext,
} from '@/server/testing/organizations-factory'
import { readPacket } from './read-packet'
import { submitRating } from './submit-rating'

const place = { kind: 'employer', countyId: 'us-39093', industryId: 'naics2017:332' } as const
const tag = () => randomUUID().slice(0, 8)

function confirmedEmployers(count: number, domain: () => string | null = () => `${tag()}.example`) {
  return Promise.all(
    Array.from({ length: count }, () =>
      makeOrganization({
        ...place,
        verification: 'V2',
        name: `Maker ${tag()}`,
        domain: domain(),
      }),
    ),
  )
}

/** One answer an address, then the cycle closes and a release is made. */
async function answered(lines: string[]): Promise<TestCycle> {
  const cycle = await makeCycle({ addresses: lines, open: true })
  for (const line of lines) {
    const rater = await raterAt(cycle, line.split(',')[0] ?? '')
    const packet = await readPacket(rater, { packetId: null })
    await submitRating(rater, {
      packetId: packet.id,
      clientKey: randomUUID(),
      taps: [
        { field: 'role', answer: 'supervises' },
        { field: 'exposure', answer: 'few' },
        { field: 'i0', answer: '3' },
        { field: 'f0', answer: '2' },
      ],
    })
  }
  await closeCycle(cycle.ctx, { cycleId: cycle.id })
  await release(1)
  return cycle
}

const release = (hours: number) =>
  runRelease(systemContext('command', 'test', new Date(Date.now() + hours * 3_600_000)), {
    trigger: 'command',
  })

async function published(cycle: TestCycle): Promise<number> {
  const rows = await asOperator((tx) =>
    tx
      .selectDistinct({ id: cohortVersions.cohortId })
      .from(cohortVersions)
      .innerJoin(packets, eq(packets.subjectId, cohortVersions.subjectId))
      .where(eq(packets.cycleId, cycle.id)),
  )
  return rows.length
}

describeOnBothEngines('addresses that answer for an employer', () => {
  test('at the employer’s own domain, or below it, count', async () => {
    const employers = await confirmedEmployers(5)
    const cycle = await answered(
      employers.map(({ domain }, at) => (at === 0 ? `a@plant.${domain}` : `a@${domain}`)),
    )
    expect(await published(cycle)).toBeGreaterThan(0)
  })

  test('four foreign ones beside a real employer publish nothing, until each is accepted', async () => {
    const employers = await confirmedEmployers(5)
    const mine = tag()
    const cycle = await answered(
      employers.map(({ domain, name }, at) =>
        at === 0 ? `a@${domain}` : `${tag()}@${at < 3 ? 'gmail.com' : `${mine}.example`},${name}`,
      ),
    )
    expect(await published(cycle)).toBe(0)
    const operator = await operatorContext()
    const names = new Set(employers.map((employer) => employer.name))
    const waiting = (await listForeignAddresses(operator)).filter((each) =>
      names.has(each.employer),
    )
    expect(waiting).toHaveLength(4)
    const [last, ...others] = waiting
    for (const { invitationId } of others) {
      await acceptAddress(operator, { invitationId, note: 'known to us' })
    }
    await release(2)
    expect(await published(cycle)).toBe(0)
    const invitationId = last?.invitationId ?? ''
    await acceptAddress(operator, { invitationId, note: 'known to us' })
    await release(3)
    // Their cycle has been counted without them: they wait for the quarter's end.
    expect(await published(cycle)).toBe(0)
    await release(93 * 24)
    expect(await published(cycle)).toBeGreaterThan(0)
    const events = await asOperator((tx) =>
      tx
        .select()
        .from(auditEvents)
        .where(and(eq(auditEvents.verb, 'address.accept'), eq(auditEvents.targetId, invitationId))),
    )
    expect(events).toHaveLength(1)
    expect(JSON.stringify(events)).not.toContain('@')
    const left = await listForeignAddresses(operator)
    expect(left.filter((each) => names.has(each.employer))).toEqual([])
  })

  test('of a parent count for its sites', async () => {
    const parents = await confirmedEmployers(5)
    const sites = await Promise.all(
      parents.map((parent) =>
        makeOrganization({
          ...place,
          verification: 'V2',
          name: `Site ${tag()}`,
          parentId: parent.id,
          domain: `${tag()}.example`,
        }),
      ),
    )
    const cycle = await answered(
      sites.map((site, at) => `a@${at === 0 ? site.domain : parents[at]?.domain},${site.name}`),
    )
    expect(await published(cycle)).toBeGreaterThan(0)
  })

  test('of the people an employer without a domain was confirmed by count', async () => {
    const others = await confirmedEmployers(4)
    const bakery = await makeOrganization({ ...place, name: `Bakery ${tag()}`, verification: 'V0' })
    const baker = await makeMember({
      organizationId: bakery.id,
      user: await makeUser({ email: `${tag()}@gmail.com` }),
    })
    await confirmOrganization(await operatorContext(), {
      organizationId: bakery.id,
      county: '',
      industry: '',
      note: 'we have met',
    })
    const cycle = await answered([
      ...others.map(({ domain }) => `a@${domain}`),
      `${baker.email},${bakery.name}`,
    ])
    expect(await published(cycle)).toBeGreaterThan(0)
  })

  test('do not take over a confirmed employer’s record by being invited', async () => {
    const [employer] = await confirmedEmployers(1)
    const person = await makeUser({ email: `${tag()}@gmail.com` })
    await makeCycle({ addresses: [`${person.email},${employer?.name}`], open: true })
    expect(await listClaimable(userContext(person))).toEqual([])
    await expect(
      claimEmployer(userContext(person), { organizationId: employer?.id ?? '' }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})
