import { and, eq, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditEvents, confirmations, organizations } from '@/server/db/schema/organizations'
import { outbox } from '@/server/db/schema/outbox'
import { asOperator } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { systemContext } from '@/server/services/context'
import { readCycle } from '@/server/services/cycles/read-cycle'
import { invitationOf, makeCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  makeMember,
  makeOrganization,
  makeUser,
  operatorContext,
  orgContext,
  partnershipContext,
  userContext,
} from '@/server/testing/organizations-factory'
import { acceptAddress } from './accept-address'
import { actAsOwner } from './act-as-owner'
import { claimEmployer } from './claim-employer'
import { confirmOrganization } from './confirm-organization'
import { createOrganization } from './create-organization'
import { createOwner } from './create-owner'
import { enterOrganization } from './enter-organization'
import { grantOperator } from './grant-operator'
import { listClaimable } from './list-claimable'
import { findOrganizations, listEmployers, listWaiting } from './list-employers'
import { mergeEmployers, setParent } from './merge-employers'
import { proveDomain } from './prove-domain'
import { readAudit } from './read-audit'
import { refuseOrganization } from './refuse-organization'

const newDomain = () => `${crypto.randomUUID().slice(0, 8)}.example`

function makeEmployer(overrides: Parameters<typeof makeOrganization>[0] = {}) {
  return makeOrganization({
    kind: 'employer',
    verification: 'V1',
    domain: newDomain(),
    countyId: 'us-39093',
    industryId: 'naics2017:332',
    ...overrides,
  })
}

const confirmation = (organizationId: string, note = '') => ({
  organizationId,
  county: '',
  industry: '',
  note,
})

async function levelOf(id: string) {
  const [row] = await asOperator((tx) =>
    tx.select().from(organizations).where(eq(organizations.id, id)),
  )
  return row?.verification
}

async function touched(id: string): Promise<number> {
  const rows = await asOperator((tx) =>
    tx
      .select({ id: outbox.id })
      .from(outbox)
      .where(and(eq(outbox.subjectId, id), eq(outbox.kind, 'employer.touched'))),
  )
  return rows.length
}

/** Takes records out of the way, so that the same story can be told again. */
async function forget(ids: string[]): Promise<void> {
  await asOperator((tx) =>
    tx
      .update(organizations)
      .set({ domain: null, name: 'gone', countyId: null })
      .where(inArray(organizations.id, ids)),
  )
}

async function refusals(targetId: string): Promise<number> {
  const rows = await asOperator((tx) =>
    tx
      .select({ id: auditEvents.id })
      .from(auditEvents)
      .where(and(eq(auditEvents.targetId, targetId), eq(auditEvents.outcome, 'refused'))),
  )
  return rows.length
}

describeOnBothEngines('claiming and confirming', () => {
  test('an organization created from its own domain is V1, from free mail V0', async () => {
    const domain = newDomain()
    const own = userContext(await makeUser({ email: `kim@${domain}` }))
    const { slug } = await createOrganization(own, { kind: 'employer', name: 'Kim & Söhne' })
    expect((await enterOrganization(own, slug)).organization).toMatchObject({
      verification: 'V1',
      role: 'owner',
    })
    const free = userContext(
      await makeUser({ email: `${crypto.randomUUID().slice(0, 8)}@gmail.com` }),
    )
    const other = await createOrganization(free, { kind: 'employer', name: 'Corner bakery' })
    expect((await enterOrganization(free, other.slug)).organization.verification).toBe('V0')
  })

  test('a second record at the same domain is refused', async () => {
    const domain = newDomain()
    await makeEmployer({ domain })
    const person = userContext(await makeUser({ email: `kim@${domain}` }))
    await expect(
      createOrganization(person, { kind: 'employer', name: 'Again' }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('an address at the record’s domain claims it and proves it', async () => {
    const employer = await makeEmployer({ verification: 'V0' })
    const person = userContext(await makeUser({ email: `kim@plant.${employer.domain}` }))
    expect((await listClaimable(person)).map((each) => each.id)).toEqual([employer.id])
    const { slug } = await claimEmployer(person, { organizationId: employer.id })
    expect((await enterOrganization(person, slug)).organization).toMatchObject({
      verification: 'V1',
      role: 'owner',
    })
    const second = userContext(await makeUser({ email: `lee@${employer.domain}` }))
    await expect(claimEmployer(second, { organizationId: employer.id })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await listClaimable(second)).toEqual([])
  })

  test('a record that became part of another is neither offered nor claimed', async () => {
    const [kept, gone] = [await makeEmployer(), await makeEmployer()]
    await mergeEmployers(await operatorContext(), { keptId: kept.id, goneId: gone.id })
    const person = userContext(await makeUser({ email: `kim@${gone.domain}` }))
    expect(await listClaimable(person)).toEqual([])
    await expect(claimEmployer(person, { organizationId: gone.id })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('a stranger cannot tell a record from a missing one', async () => {
    const employer = await makeEmployer()
    const stranger = userContext(await makeUser())
    const answers = await Promise.all(
      [employer.id, crypto.randomUUID()].map((organizationId) =>
        claimEmployer(stranger, { organizationId }).catch((error: unknown) => error),
      ),
    )
    expect(answers[0]).toBeInstanceOf(DomainError)
    expect(answers[0]).toEqual(answers[1])
    expect(await refusals(employer.id)).toBe(1)
  })

  test('a rater reached at the own domain proves it; free mail and refused records do not', async () => {
    const ctx = systemContext('job', 'test')
    const employer = await makeEmployer({ verification: 'V0' })
    expect(await proveDomain(ctx, { employerId: employer.id, email: 'a@gmail.com' })).toBe(false)
    expect(await proveDomain(ctx, { employerId: employer.id, email: `a@${employer.domain}` })).toBe(
      true,
    )
    expect(await levelOf(employer.id)).toBe('V1')
    await refuseOrganization(await operatorContext(), {
      organizationId: employer.id,
      note: 'closed down',
    })
    expect(await proveDomain(ctx, { employerId: employer.id, email: `a@${employer.domain}` })).toBe(
      false,
    )
    expect(await levelOf(employer.id)).toBe('V0')
  })

  test('a confirmed partnership confirms an employer, and the release hears of it', async () => {
    const partnership = await partnershipContext()
    const employer = await makeEmployer({ verification: 'V0' })
    await confirmOrganization(partnership, confirmation(employer.id))
    expect(await levelOf(employer.id)).toBe('V2')
    expect(await touched(employer.id)).toBe(1)
    const notes = await asOperator((tx) =>
      tx.select().from(confirmations).where(eq(confirmations.organizationId, employer.id)),
    )
    expect(notes).toMatchObject([{ level: 'V2', byOrganizationId: partnership.organization.id }])
  })

  test.each([
    ['a provider', 'provider', 'V2'],
    ['an employer', 'employer', 'V2'],
    ['a partnership nobody confirmed', 'partnership', 'V1'],
  ] as const)('%s confirms nobody', async (_name, kind, verification) => {
    const ctx = await orgContext({ kind, verification })
    const employer = await makeEmployer({ verification: 'V1' })
    await expect(confirmOrganization(ctx, confirmation(employer.id))).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await levelOf(employer.id)).toBe('V1')
  })

  test('a viewer of a partnership confirms nobody', async () => {
    const ctx = await partnershipContext({ role: 'viewer' })
    const employer = await makeEmployer()
    const attempts = await Promise.allSettled([
      confirmOrganization(ctx, confirmation(employer.id)),
      refuseOrganization(ctx, { organizationId: employer.id, note: 'no' }),
      mergeEmployers(ctx, { keptId: employer.id, goneId: employer.id }),
      setParent(ctx, { employerId: employer.id, parentId: null }),
    ])
    for (const attempt of attempts) {
      expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'forbidden' } })
    }
  })

  test('free mail needs the operator and a reason', async () => {
    const operator = await operatorContext()
    const employer = await makeEmployer({ verification: 'V0', domain: null })
    await expect(confirmOrganization(operator, confirmation(employer.id))).rejects.toMatchObject({
      code: 'invalid',
      field: 'note',
    })
    await confirmOrganization(operator, confirmation(employer.id, 'Called the owner.'))
    expect(await levelOf(employer.id)).toBe('V2')
  })

  test('a partnership confirms neither without a web domain nor what was turned down', async () => {
    const partnership = await partnershipContext()
    const free = await makeEmployer({ verification: 'V0', domain: null })
    const refused = await makeEmployer({ verification: 'V0' })
    await refuseOrganization(partnership, { organizationId: refused.id, note: 'closed down' })
    for (const { id } of [free, refused]) {
      await expect(confirmOrganization(partnership, confirmation(id))).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
    await confirmOrganization(await operatorContext(), confirmation(refused.id, 'It reopened.'))
    expect(await levelOf(refused.id)).toBe('V2')
  })

  test('that a rater started tells a partnership, a provider and an invited stranger nothing', async () => {
    const stranger = await makeUser({ email: `${crypto.randomUUID().slice(0, 8)}@gmail.com` })
    const domain = newDomain()
    const told = async (started: boolean) => {
      const partnership = await partnershipContext({ counties: ['us-39005'] })
      const provider = await orgContext({ kind: 'provider', verification: 'V2' })
      const by = {
        createdByOrganizationId: partnership.organization.id,
        ...{ domain, countyId: 'us-39005' },
      }
      const employer = await makeEmployer({ ...by, verification: 'V0', name: 'Bolt' })
      const twin = await makeEmployer({ ...by, verification: 'V0', name: 'Bolt again' })
      const cycle = await makeCycle({
        ctx: provider,
        addresses: [`hr@${domain}`, `${stranger.email},Bolt`],
        open: true,
      })
      if (started) {
        const ctx = systemContext('job', 'test')
        for (const { id } of [employer, twin]) {
          expect(await proveDomain(ctx, { employerId: id, email: `hr@${domain}` })).toBe(true)
        }
      }
      const seen = [
        await listEmployers(partnership, { query: '' }),
        await listEmployers(provider, { query: '' }),
        (await listClaimable(userContext(stranger))).filter(({ id }) => id === employer.id),
        await claimEmployer(userContext(stranger), { organizationId: employer.id }).catch(String),
        await confirmOrganization(provider, confirmation(employer.id)).catch(String),
        (await readCycle(provider, { cycleId: cycle.id })).invitations.map((row) => row.confirmed),
        await refuseOrganization(partnership, { organizationId: twin.id, note: 'a twin' }),
        await confirmOrganization(partnership, confirmation(employer.id)),
        await listEmployers(partnership, { query: '' }),
        (await readAudit(partnership, {})).events
          .map(({ verb, outcome, detail }) => JSON.stringify({ verb, outcome, detail }))
          .sort(),
      ]
      await forget([employer.id, twin.id])
      return JSON.stringify(seen).replaceAll(employer.id, 'one').replaceAll(twin.id, 'two')
    }
    expect(await told(true)).toBe(await told(false))
  })

  test('a claim from the own domain is evidence, whether or not a rater started before', async () => {
    const partnership = await partnershipContext()
    const by = { createdByOrganizationId: partnership.organization.id, verification: 'V0' as const }
    for (const started of [true, false]) {
      const employer = await makeEmployer(by)
      const email = `kim@${employer.domain}`
      const ctx = systemContext('job', 'test')
      if (started) await proveDomain(ctx, { employerId: employer.id, email })
      const seen = async () =>
        (await listEmployers(partnership, { query: employer.name })).waiting.map(
          (row) => row.proven,
        )
      expect(await seen()).toEqual([false])
      await claimEmployer(userContext(await makeUser({ email })), { organizationId: employer.id })
      expect(await seen()).toEqual([true])
    }
  })

  test('records that share a person wait until they are one employer', async () => {
    const partnership = await partnershipContext()
    const first = await makeEmployer()
    const second = await makeEmployer()
    const owner = await makeMember({ organizationId: first.id })
    await makeMember({ organizationId: second.id, user: owner })
    await confirmOrganization(await operatorContext(), confirmation(first.id, 'First of two.'))
    await expect(confirmOrganization(partnership, confirmation(second.id))).rejects.toMatchObject({
      code: 'conflict',
    })
    await setParent(await operatorContext(), { employerId: second.id, parentId: first.id })
    await confirmOrganization(partnership, confirmation(second.id))
    expect(await levelOf(second.id)).toBe('V2')
  })

  test('county and industry are asked for where the record has none', async () => {
    const partnership = await partnershipContext()
    const employer = await makeEmployer({ countyId: null, industryId: null })
    await expect(confirmOrganization(partnership, confirmation(employer.id))).rejects.toMatchObject(
      { code: 'invalid' },
    )
    await confirmOrganization(partnership, {
      ...confirmation(employer.id),
      county: 'Lorain County, Ohio',
      industry: '332',
    })
    expect(await levelOf(employer.id)).toBe('V2')
  })

  test('only the operator takes a confirmation back', async () => {
    const partnership = await partnershipContext()
    const employer = await makeEmployer({ verification: 'V2' })
    const refusal = { organizationId: employer.id, note: 'closed down' }
    await expect(refuseOrganization(partnership, refusal)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await refuseOrganization(await operatorContext(), refusal)
    expect(await levelOf(employer.id)).toBe('V0')
    expect(await touched(employer.id)).toBe(1)
  })

  test('merging keeps one record, moves its people, and tells the release', async () => {
    const operator = await operatorContext()
    const kept = await makeEmployer({ verification: 'V2' })
    const gone = await makeEmployer()
    const person = await makeMember({ organizationId: gone.id, role: 'editor' })
    await mergeEmployers(operator, { keptId: kept.id, goneId: gone.id })
    expect((await enterOrganization(userContext(person), kept.slug)).organization.role).toBe(
      'editor',
    )
    expect(await touched(kept.id)).toBe(1)
    await expect(
      mergeEmployers(operator, { keptId: kept.id, goneId: gone.id }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a partnership merges into employers it confirmed, and only those', async () => {
    const partnership = await partnershipContext()
    const mine = await makeEmployer()
    const twin = await makeEmployer({ verification: 'V0' })
    const theirs = await makeEmployer({ verification: 'V2' })
    await confirmOrganization(partnership, confirmation(mine.id))
    await expect(
      mergeEmployers(partnership, { keptId: theirs.id, goneId: twin.id }),
    ).rejects.toMatchObject({ code: 'forbidden' })
    await expect(
      mergeEmployers(partnership, { keptId: mine.id, goneId: theirs.id }),
    ).rejects.toMatchObject({ code: 'forbidden' })
    await mergeEmployers(partnership, { keptId: mine.id, goneId: twin.id })
  })

  test('a parent has no parent of its own', async () => {
    const operator = await operatorContext()
    const [top, middle, low] = [await makeEmployer(), await makeEmployer(), await makeEmployer()]
    await setParent(operator, { employerId: middle.id, parentId: top.id })
    for (const change of [
      { employerId: low.id, parentId: middle.id },
      { employerId: top.id, parentId: low.id },
      { employerId: top.id, parentId: top.id },
    ]) {
      await expect(setParent(operator, change)).rejects.toMatchObject({ code: 'invalid' })
    }
  })

  test('a partnership sees the employers of its own doing, by state', async () => {
    const partnership = await partnershipContext({ counties: ['us-39007'] })
    const named = await makeEmployer({
      createdByOrganizationId: partnership.organization.id,
      countyId: 'us-39007',
    })
    const foreign = await makeEmployer()
    const view = await listEmployers(partnership, { query: '' })
    expect(view.waiting.map((row) => row.id)).toEqual([named.id])
    await confirmOrganization(partnership, confirmation(named.id))
    const after = await listEmployers(partnership, { query: named.name })
    expect(after.confirmed).toMatchObject([{ id: named.id, mine: true }])
    expect(after.waiting).toEqual([])
    expect(after.spread).toEqual([
      { county: 'Ashtabula County, Ohio', sector: '31-33', band: '1-4' },
    ])
    const waiting = await listWaiting(await operatorContext(), { query: foreign.name })
    expect(waiting.map((row) => row.id)).toEqual([foreign.id])
  })

  test('a refused employer is told apart from those that wait', async () => {
    const partnership = await partnershipContext({ counties: ['us-39009'] })
    const createdByOrganizationId = partnership.organization.id
    const waits = await makeEmployer({ createdByOrganizationId })
    const gone = await makeEmployer({ createdByOrganizationId })
    await refuseOrganization(partnership, { organizationId: gone.id, note: 'not known here' })
    const view = await listEmployers(partnership, { query: '' })
    expect(view.waiting.map((row) => row.id)).toEqual([waits.id])
    expect(view.refused.map((row) => row.id)).toEqual([gone.id])
  })

  test('the operator finds organizations by what was typed, and none before', async () => {
    const operator = await operatorContext()
    const found = async (query: string) => {
      const rows = await findOrganizations(operator, { query })
      return rows.map((row) => row.id)
    }
    const { id, name } = await makeEmployer()
    await makeEmployer()
    expect(await found(name)).toEqual([id])
    expect(await found('  ')).toEqual([])
    expect(await found('%')).toEqual([])
  })

  test('an address is accepted for a confirmed employer alone', async () => {
    const operator = await operatorContext()
    const employer = await makeEmployer()
    const email = `pat@${newDomain()}`
    const cycle = await makeCycle({ addresses: [`${email}, ${employer.name}`] })
    const input = { invitationId: await invitationOf(cycle, email), note: 'known to us' }
    await expect(acceptAddress(operator, input)).rejects.toMatchObject({ code: 'conflict' })
    await confirmOrganization(operator, confirmation(employer.id, 'known to us'))
    await acceptAddress(operator, input)
  })

  test('a command acts for an organization that has an owner', async () => {
    const ctx = systemContext('command', 'import')
    const { slug, id } = await makeOrganization()
    await makeMember({ organizationId: id, role: 'editor' })
    await expect(actAsOwner(ctx, slug)).rejects.toMatchObject({ code: 'not_found' })
    const owner = await makeMember({ organizationId: id })
    expect((await actAsOwner(ctx, slug)).actor.userId).toBe(owner.id)
  })

  test('nobody becomes an owner by what is no address', async () => {
    await expect(
      createOwner(systemContext('command', 'create-owner'), {
        email: 'nobody',
        organization: 'First college',
      }),
    ).rejects.toMatchObject({ code: 'invalid', field: 'email' })
  })

  test('the first owner and the operator come from commands', async () => {
    const ctx = systemContext('command', 'create-owner')
    const email = `first@${newDomain()}`
    const { slug } = await createOwner(ctx, { email, organization: 'First college' })
    await createOwner(ctx, { email, organization: slug })
    const { userId } = await grantOperator(ctx, { email, operator: true })
    const person = userContext({ id: userId, email, name: null, operator: true })
    expect((await enterOrganization(person, slug)).organization).toMatchObject({
      name: 'First college',
      role: 'owner',
    })
  })
})
