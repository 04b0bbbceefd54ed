import { and, eq, inArray, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { rateLimits } from '@/server/db/schema/identity'
import { employerProposals, organizations } from '@/server/db/schema/organizations'
import { outbox } from '@/server/db/schema/outbox'
import { asIdentity, asOperator, asTenant } from '@/server/db/tenancy'
import type { Mail } from '@/server/mail/mail'
import { mailWords } from '@/server/mail/mail-words'
import type { OrgContext } from '@/server/services/context'
import { systemContext } from '@/server/services/context'
import { mailTemplates } from '@/server/services/mail/mail-templates'
import { confirmMany, refuseMany } from '@/server/services/organizations/decide-many'
import { listEmployers } from '@/server/services/organizations/list-employers'
import { mergeEmployers } from '@/server/services/organizations/merge-employers'
import { passConfirmationsOn } from '@/server/services/organizations/pass-confirmations-on'
import { stopSender } from '@/server/services/organizations/stop-sender'
import { makeCycle, type TestCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  makeMember,
  operatorContext,
  orgContext,
  partnershipContext,
} from '@/server/testing/organizations-factory'
import { askConfirmation } from './ask-confirmation'
import { cancelCycle } from './end-cycle'
import { invitedEmployers } from './invited-employers'
import { entriesOfCycle } from './list-entries'
import { readCycle } from './read-cycle'
import { readCycleConfirmation } from './read-cycle-confirmation'

const industryId = 'naics2017:332710'

/** A county that no other test of this file uses. */
const counties = Array.from(
  { length: 250 },
  (_, at) => `us-48${String(2 * at + 1).padStart(3, '0')}`,
)
const newCounty = () => counties.pop() ?? ''

/** Lines of a list, each of an employer that nobody knows. */
const lines = (count: number) =>
  Array.from({ length: count }, () => {
    const tag = crypto.randomUUID().slice(0, 8)
    return `pat@${tag}.example, Works ${tag}`
  })

/** A cycle of a college whose employers are believed to be in a county. */
async function asked(county: string | null, employers = 3, ctx?: OrgContext): Promise<TestCycle> {
  const cycle = await makeCycle({
    ctx: ctx ?? (await orgContext({ kind: 'provider', verification: 'V2' })),
    addresses: lines(employers),
  })
  if (county) await propose(cycle, county)
  return cycle
}

async function propose({ ctx }: TestCycle, countyId: string) {
  const own = await employersOf(ctx)
  await asTenant(ctx, (tx) =>
    tx
      .insert(employerProposals)
      .values(
        own.map(({ id }) => ({
          organizationId: ctx.organization.id,
          ...{ employerId: id, countyId, industryId },
        })),
      )
      .onConflictDoUpdate({
        target: [employerProposals.organizationId, employerProposals.employerId],
        set: { countyId },
      }),
  )
}

const employersOf = (ctx: OrgContext) =>
  asOperator((tx) =>
    tx
      .select()
      .from(organizations)
      .where(eq(organizations.createdByOrganizationId, ctx.organization.id))
      .orderBy(organizations.name),
  )

/** What waits to be mailed about confirming, as it would be sent now. */
async function mails(): Promise<Mail[]> {
  const rows = await asOperator((tx) =>
    tx
      .select()
      .from(outbox)
      .where(sql`payload ->> 'template' LIKE 'confirmation-%'`)
      .orderBy(sql`payload ->> 'template'`, sql`payload ->> 'to'`),
  )
  const made = []
  for (const { payload } of rows) {
    const template = mailTemplates[String(payload.template)]
    made.push(await template?.render(systemContext('job', 'mail'), payload, mailWords()))
  }
  return made.flatMap((mail) => mail ?? [])
}

const confirmations = (employers: readonly { id: string }[], county = '', industry = '332710') =>
  employers.map(({ id }) => ({ organizationId: id, county, industry, note: '' }))

describeOnBothEngines('asking for the confirmation of a cycle’s employers', () => {
  beforeEach(async () => {
    await asOperator((tx) => tx.delete(outbox))
    await asIdentity({}, (tx) => tx.delete(rateLimits))
  })

  test('asks the partnership of the county by name, once, and mails each person there who may decide', async () => {
    const county = newCounty()
    const partnership = await partnershipContext({ counties: [county], name: 'Quiet Bay' })
    const { id: organizationId } = partnership.organization
    const editor = await makeMember({ organizationId, role: 'editor' })
    await makeMember({ organizationId, role: 'viewer' })
    const cycle = await asked(county)
    const before = await readCycleConfirmation(cycle.ctx, { cycleId: cycle.id })
    expect(before.groups).toMatchObject([
      { by: [{ name: 'Quiet Bay' }], own: false, askedAt: null, operatorFrom: null },
    ])
    expect(before.groups[0]?.employers).toHaveLength(3)
    expect(await askConfirmation(cycle.ctx, { cycleId: cycle.id })).toEqual({ asked: 3 })
    const after = await readCycleConfirmation(cycle.ctx, { cycleId: cycle.id })
    expect(after.groups).toHaveLength(1)
    expect(after.groups[0]?.askedAt).toBeInstanceOf(Date)
    expect(after.groups[0]?.operatorFrom?.getTime()).toBeGreaterThan(Date.now())
    const sent = await mails()
    expect(sent.map(({ to }) => to).sort()).toEqual([editor.email, partnership.actor.email].sort())
    expect(sent[0]?.subject).toBe(`${cycle.ctx.organization.name} asks you to confirm 3 employers`)
    expect(sent[0]?.text).toContain(`/o/${partnership.organization.slug}/employers`)
    await expect(askConfirmation(cycle.ctx, { cycleId: cycle.id })).rejects.toMatchObject({
      code: 'conflict',
      key: 'confirmations.nobodyToAsk',
    })
  })

  test('two partnerships whose regions hold one county are both asked; the first to decide is enough', async () => {
    const county = newCounty()
    const [first, second] = [
      await partnershipContext({ counties: [county], name: 'Alder' }),
      await partnershipContext({ counties: [county], name: 'Birch' }),
    ]
    const cycle = await asked(county, 2)
    const view = await readCycleConfirmation(cycle.ctx, { cycleId: cycle.id })
    expect(view.groups.map(({ by }) => by.map(({ name }) => name))).toEqual([['Alder', 'Birch']])
    await askConfirmation(cycle.ctx, { cycleId: cycle.id })
    expect(await mails()).toHaveLength(2)
    await asOperator((tx) => tx.delete(outbox))
    const { waiting } = await listEmployers(second, { query: '' })
    expect(waiting.map(({ county: recorded, proposals }) => [recorded, proposals.length])).toEqual([
      [null, 1],
      [null, 1],
    ])
    const place = waiting[0]?.proposals[0]?.county ?? ''
    expect(await confirmMany(first, confirmations(waiting, place))).toEqual({ done: 2, undone: [] })
    const told = await mails()
    expect(told.map(({ to, subject }) => [to, subject])).toEqual([
      [cycle.ctx.actor.email, '2 employers are confirmed'],
      [second.actor.email, '2 employers are confirmed'],
    ])
    expect(told[0]?.text).toContain('Alder has confirmed 2 employers that you asked about.')
    expect(told[1]?.text).toContain('You need do nothing about them.')
    expect((await listEmployers(second, { query: '' })).waiting).toEqual([])
    const late = await confirmMany(second, confirmations(waiting, place))
    expect(late).toMatchObject({
      done: 0,
      undone: [{ error: { key: 'confirmations.already' } }, {}],
    })
  })

  test('a partnership asks nobody about employers that it may confirm itself', async () => {
    const [mine, theirs] = [newCounty(), newCounty()]
    const ctx = await partnershipContext({ counties: [mine] })
    const other = await partnershipContext({ counties: [mine, theirs] })
    const own = await asked(mine, 2, ctx)
    await expect(askConfirmation(ctx, { cycleId: own.id })).rejects.toMatchObject({
      key: 'confirmations.nobodyToAsk',
    })
    expect(await mails()).toEqual([])
    const [first] = await employersOf(ctx)
    await asTenant(ctx, (tx) =>
      tx
        .update(employerProposals)
        .set({ countyId: theirs })
        .where(eq(employerProposals.employerId, first?.id ?? '')),
    )
    expect(await askConfirmation(ctx, { cycleId: own.id })).toEqual({ asked: 1 })
    expect((await mails()).map(({ to }) => to)).toEqual([other.actor.email])
  })

  test('without a county, or a partnership of it, the operator is asked', async () => {
    const operator = await operatorContext()
    for (const county of [null, newCounty()]) {
      await asOperator((tx) => tx.delete(outbox))
      const cycle = await asked(county, 1)
      expect((await readCycleConfirmation(cycle.ctx, { cycleId: cycle.id })).groups).toMatchObject([
        { by: [] },
      ])
      await askConfirmation(cycle.ctx, { cycleId: cycle.id })
      const [group] = (await readCycleConfirmation(cycle.ctx, { cycleId: cycle.id })).groups
      expect(group).toMatchObject({ by: [], operatorFrom: null })
      expect((await mails()).map(({ to }) => to)).toContain(operator.actor.email)
    }
  })

  test('an employer without a web domain of its own is the operator’s, wherever it stands', async () => {
    const county = newCounty()
    await partnershipContext({ counties: [county] })
    const cycle = await makeCycle({ addresses: ['kim@gmail.com, Corner Bakery'] })
    await propose(cycle, county)
    const { groups } = await readCycleConfirmation(cycle.ctx, { cycleId: cycle.id })
    expect(groups).toMatchObject([{ by: [], employers: [{ name: 'Corner Bakery' }] }])
  })

  test('after five working days the operator is asked, too, and once', async () => {
    const county = newCounty()
    await partnershipContext({ counties: [county] })
    const operator = await operatorContext()
    const cycle = await asked(county, 2)
    await askConfirmation(cycle.ctx, { cycleId: cycle.id })
    const [group] = (await readCycleConfirmation(cycle.ctx, { cycleId: cycle.id })).groups
    const due = group?.operatorFrom ?? new Date(0)
    await asOperator((tx) => tx.delete(outbox))
    const subject = `${cycle.ctx.organization.name} asks you to confirm 2 employers`
    const askedOf = async () =>
      (await mails()).filter((mail) => mail.to === operator.actor.email && mail.subject === subject)
    await passConfirmationsOn(new Date(due.getTime() - 1000))
    expect(await askedOf()).toEqual([])
    expect(await passConfirmationsOn(due)).toBeGreaterThanOrEqual(2)
    expect(await askedOf()).toHaveLength(1)
    expect(await passConfirmationsOn(due)).toBe(0)
    const [told] = (await readCycleConfirmation(cycle.ctx, { cycleId: cycle.id })).groups
    expect(told).toMatchObject({ by: [{}], passedOnAt: due, operatorFrom: null })
  })

  test('the operator gets no second mail of an asker in a day for what is passed on', async () => {
    const county = newCounty()
    await partnershipContext({ counties: [county] })
    const operator = await operatorContext()
    const first = await asked(county, 1)
    await askConfirmation(first.ctx, { cycleId: first.id })
    const second = await asked(county, 1, first.ctx)
    await askConfirmation(second.ctx, { cycleId: second.id })
    const groups = async ({ ctx, id }: TestCycle) =>
      (await readCycleConfirmation(ctx, { cycleId: id })).groups
    const [[one], [two]] = [await groups(first), await groups(second)]
    await asOperator((tx) => tx.delete(outbox))
    const [early, late] = [one?.operatorFrom ?? new Date(0), two?.operatorFrom ?? new Date(0)]
    expect(late.getTime()).toBeGreaterThan(early.getTime())
    await passConfirmationsOn(early)
    await passConfirmationsOn(late)
    expect((await groups(second))[0]?.passedOnAt).toEqual(late)
    expect(
      (await mails())
        .filter(({ to }) => to === operator.actor.email)
        .map(({ subject }) => subject)
        .filter((subject) => subject.startsWith(first.ctx.organization.name)),
    ).toEqual([`${first.ctx.organization.name} asks you to confirm 2 employers`])
  })

  test('each who is asked is told how many wait for it, not how many were asked about', async () => {
    const [north, south] = [newCounty(), newCounty()]
    const [first, second] = [
      await partnershipContext({ counties: [north] }),
      await partnershipContext({ counties: [south] }),
    ]
    const operator = await operatorContext()
    const cycle = await makeCycle({
      addresses: [...lines(5), 'kim@gmail.com, Harbor Kiosk'],
    })
    await propose(cycle, north)
    const own = await employersOf(cycle.ctx)
    const southern = own.filter(({ domain }) => domain !== null).slice(0, 2)
    await asTenant(cycle.ctx, (tx) =>
      tx
        .update(employerProposals)
        .set({ countyId: south })
        .where(
          inArray(
            employerProposals.employerId,
            southern.map(({ id }) => id),
          ),
        ),
    )
    await askConfirmation(cycle.ctx, { cycleId: cycle.id })
    const told = new Map((await mails()).map(({ to, subject }) => [to, subject]))
    const says = (ctx: { actor: { email: string } }) => told.get(ctx.actor.email)
    expect(says(first)).toContain('to confirm 3 employers')
    expect(says(second)).toContain('to confirm 2 employers')
    expect(says(operator)).toContain('to confirm 1 employer')
  })

  test('whoever was not asked about one is not told that it was decided', async () => {
    const county = newCounty()
    const partnership = await partnershipContext({ counties: [county] })
    const cycle = await makeCycle({ addresses: ['kim@gmail.com, Market Kiosk'] })
    await propose(cycle, county)
    await askConfirmation(cycle.ctx, { cycleId: cycle.id })
    await asOperator((tx) => tx.delete(outbox))
    const employers = await employersOf(cycle.ctx)
    await refuseMany(await operatorContext(), {
      organizationIds: employers.map(({ id }) => id),
      note: 'Closed.',
    })
    const told = (await mails()).map(({ to }) => to)
    expect(told).toEqual([cycle.ctx.actor.email])
    expect(told).not.toContain(partnership.actor.email)
  })

  test('where the asker says no county its own is asked about, and written down then', async () => {
    const county = newCounty()
    const partnership = await partnershipContext({ counties: [county], name: 'Home Shore' })
    const ctx = await orgContext({ kind: 'provider', verification: 'V2', countyId: county })
    const cycle = await asked(null, 2, ctx)
    const believed = async () =>
      (await asTenant(ctx, (tx) => tx.select().from(employerProposals))).map((row) => row.countyId)
    expect(await believed()).toEqual([])
    const { groups } = await readCycleConfirmation(ctx, { cycleId: cycle.id })
    expect(groups).toMatchObject([{ by: [{ name: 'Home Shore' }] }])
    await askConfirmation(ctx, { cycleId: cycle.id })
    expect(await believed()).toEqual([county, county])
    expect((await mails()).map(({ to }) => to)).toEqual([partnership.actor.email])
    const { waiting } = await listEmployers(partnership, { query: '' })
    expect(waiting.map(({ proposals }) => proposals[0]?.county)).not.toContain(null)
    expect(waiting).toHaveLength(2)
  })

  test('one that becomes part of another record takes along who asked, and who is told', async () => {
    const county = newCounty()
    const partnership = await partnershipContext({ counties: [county] })
    const cycle = await asked(county, 1)
    await askConfirmation(cycle.ctx, { cycleId: cycle.id })
    const other = await asked(county, 1)
    const [[gone], [kept]] = [await employersOf(cycle.ctx), await employersOf(other.ctx)]
    await asTenant(other.ctx, (tx) => tx.delete(employerProposals))
    const one = { keptId: kept?.id ?? '', goneId: gone?.id ?? '' }
    await mergeEmployers(await operatorContext(), one)
    const { groups } = await readCycleConfirmation(cycle.ctx, { cycleId: cycle.id })
    expect(groups).toMatchObject([{ employers: [{ id: kept?.id }], askedAt: expect.any(Date) }])
    const entries = await asTenant(cycle.ctx, (tx) => entriesOfCycle(tx, cycle.id))
    expect(entries).toMatchObject([{ employer: kept?.name, countyId: county, industryId }])
    const invited = await asTenant(cycle.ctx, (tx) => invitedEmployers(tx, cycle.id))
    expect(invited).toMatchObject([{ proposed: { sector: '31-33' } }])
    await asOperator((tx) => tx.delete(outbox))
    const { waiting } = await listEmployers(partnership, { query: '' })
    expect(waiting).toMatchObject([
      { id: kept?.id, proposals: [{ asker: cycle.ctx.organization.name }] },
    ])
    const place = waiting[0]?.proposals[0]?.county ?? ''
    expect((await confirmMany(partnership, confirmations(waiting, place))).done).toBe(1)
    expect((await mails()).map(({ to }) => to)).toEqual([cycle.ctx.actor.email])
  })

  test.each([
    ['has asked, and keeps when', true, false],
    ['has not, and learns when the other was asked', false, true],
    ['has asked first, and keeps when', true, true],
  ])('an asker of both records %s', async (_who, ofKept, ofGone) => {
    const county = newCounty()
    const cycle = await asked(county, 2)
    const [kept, gone] = await employersOf(cycle.ctx)
    const at = (asks: boolean, day: number) => (asks ? new Date(Date.UTC(2026, 0, day)) : null)
    const write = (employerId: string, askedAt: Date | null) =>
      asTenant(cycle.ctx, (tx) =>
        tx
          .update(employerProposals)
          .set({ askedAt, countyId: employerId === kept?.id ? null : county })
          .where(eq(employerProposals.employerId, employerId)),
      )
    await write(kept?.id ?? '', at(ofKept, 5))
    await write(gone?.id ?? '', at(ofGone, 6))
    await mergeEmployers(await operatorContext(), {
      ...{ keptId: kept?.id ?? '', goneId: gone?.id ?? '' },
    })
    const rows = await asTenant(cycle.ctx, (tx) => tx.select().from(employerProposals))
    expect(rows).toMatchObject([
      { employerId: kept?.id, countyId: county, askedAt: at(true, ofKept ? 5 : 6) },
    ])
  })

  test('what is decided before the mail leaves is not asked any more', async () => {
    const county = newCounty()
    const partnership = await partnershipContext({ counties: [county] })
    const cycle = await asked(county, 1)
    await askConfirmation(cycle.ctx, { cycleId: cycle.id })
    const { waiting } = await listEmployers(partnership, { query: '' })
    await refuseMany(partnership, {
      organizationIds: waiting.map(({ id }) => id),
      note: 'No such firm here.',
    })
    expect((await mails()).map(({ subject }) => subject)).toEqual(['1 employer was turned down'])
    expect(await readCycleConfirmation(cycle.ctx, { cycleId: cycle.id })).toMatchObject({
      groups: [],
      refused: [{ reason: { note: 'No such firm here.', by: partnership.organization.name } }],
    })
    await expect(askConfirmation(cycle.ctx, { cycleId: cycle.id })).rejects.toMatchObject({
      key: 'confirmations.nobodyToAsk',
    })
  })

  test('of many that are ticked, what one lacks keeps no other back', async () => {
    const county = newCounty()
    const partnership = await partnershipContext({ counties: [county] })
    await asked(county, 4)
    const { waiting } = await listEmployers(partnership, { query: '' })
    const place = waiting[0]?.proposals[0]?.county ?? ''
    const rows = confirmations(waiting, place)
    const typed = [
      rows[0],
      { ...rows[1], county: 'Nowhere County, Ohio' },
      { ...rows[2], industry: 'xyz' },
      { ...rows[3], county: 'Lorain County, Ohio' },
    ].map((row) => ({ ...confirmations([{ id: '' }])[0], ...row })) as typeof rows
    const { done, undone } = await confirmMany(partnership, typed)
    expect(done).toBe(1)
    expect(
      undone.map(({ organizationId, error }) => [organizationId, error.key, error.field]),
    ).toEqual([
      [rows[1]?.organizationId, 'organizations.unknownCounty', 'county'],
      [rows[2]?.organizationId, 'organizations.unknownIndustry', 'industry'],
      [rows[3]?.organizationId, 'confirmations.outside', undefined],
    ])
  })

  test('a partnership turns down nobody it does not deal with', async () => {
    const cycle = await asked(newCounty(), 1)
    const stranger = await partnershipContext({ counties: [newCounty()] })
    const [employer] = await employersOf(cycle.ctx)
    const { done, undone } = await refuseMany(stranger, {
      organizationIds: [employer?.id ?? ''],
      note: 'not known here',
    })
    expect([done, undone.map(({ error }) => error.code)]).toEqual([0, ['forbidden']])
  })

  test.each([
    ['a viewer', { kind: 'partnership', verification: 'V2', role: 'viewer' }],
    ['a provider', { kind: 'provider', verification: 'V2' }],
  ] as const)('%s decides about nobody, many or few', async (_who, who) => {
    const ctx = await orgContext(who)
    const ids = [crypto.randomUUID()]
    await expect(confirmMany(ctx, confirmations([{ id: ids[0] ?? '' }]))).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(
      refuseMany(ctx, { organizationIds: ids, note: 'no reason' }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('a sender that was stopped asks nobody; a cycle that was called off asks for nothing', async () => {
    const county = newCounty()
    const stopped = await asked(county, 1)
    await stopSender(await operatorContext(), {
      organizationId: stopped.ctx.organization.id,
      stop: true,
    })
    await expect(askConfirmation(stopped.ctx, { cycleId: stopped.id })).rejects.toMatchObject({
      key: 'senders.stopped',
    })
    const off = await asked(county, 1)
    await cancelCycle(off.ctx, { cycleId: off.id })
    await expect(askConfirmation(off.ctx, { cycleId: off.id })).rejects.toMatchObject({
      key: 'cycles.over',
    })
    expect(await mails()).toEqual([])
  })

  test('who was asked in the last day gets no second mail, and finds what was added', async () => {
    const county = newCounty()
    const partnership = await partnershipContext({ counties: [county] })
    const first = await asked(county, 1)
    await askConfirmation(first.ctx, { cycleId: first.id })
    expect(await mails()).toHaveLength(1)
    const second = await asked(county, 2, first.ctx)
    expect(await askConfirmation(second.ctx, { cycleId: second.id })).toEqual({ asked: 2 })
    expect(await mails()).toHaveLength(1)
    expect((await listEmployers(partnership, { query: '' })).waiting).toHaveLength(3)
  })

  test('one person asks three times a day for organizations that nobody has confirmed', async () => {
    const ctx = await orgContext({ kind: 'provider', verification: 'V1' })
    for (const _ of [1, 2, 3]) {
      const cycle = await asked(null, 1, ctx)
      await askConfirmation(ctx, { cycleId: cycle.id })
    }
    const fourth = await asked(null, 1, ctx)
    await expect(askConfirmation(ctx, { cycleId: fourth.id })).rejects.toMatchObject({
      code: 'limit_reached',
    })
  })

  test('a partnership that nobody has confirmed learns of no employer and no asker by a county it takes', async () => {
    const county = newCounty()
    const cycle = await asked(county, 1)
    await askConfirmation(cycle.ctx, { cycleId: cycle.id })
    const stranger = await partnershipContext({ counties: [county], verification: 'V1' })
    expect((await listEmployers(stranger, { query: '' })).waiting).toEqual([])
  })

  test('who believes where an employer stands and has not asked is not named', async () => {
    const county = newCounty()
    const partnership = await partnershipContext({ counties: [county] })
    await asked(county, 1)
    const { waiting } = await listEmployers(partnership, { query: '' })
    expect(waiting[0]?.proposals).toMatchObject([{ asker: null, askedAt: null }])
    const unsure = await asked(
      county,
      1,
      await orgContext({ kind: 'provider', verification: 'V1' }),
    )
    expect((await listEmployers(partnership, { query: '' })).waiting).toHaveLength(1)
    await askConfirmation(unsure.ctx, { cycleId: unsure.id })
    const names = (await listEmployers(partnership, { query: '' })).waiting.map(
      ({ proposals }) => proposals[0]?.asker,
    )
    expect(names).toEqual([unsure.ctx.organization.name, null])
  })

  test('a partnership cannot draw an employer into its region that others believe elsewhere', async () => {
    const [theirs, mine] = [newCounty(), newCounty()]
    const partnership = await partnershipContext({ counties: [mine, 'us-39093'] })
    const cycle = await asked(theirs, 1)
    const employers = await employersOf(cycle.ctx)
    const { undone } = await confirmMany(
      partnership,
      confirmations(employers, 'Lorain County, Ohio'),
    )
    expect(undone.map(({ error }) => error.key)).toEqual(['confirmations.elsewhere'])
  })

  test('what somebody unconfirmed puts on a draft keeps no partnership from confirming', async () => {
    const partnership = await partnershipContext({ counties: ['us-39093'] })
    const stranger = await orgContext({ kind: 'provider', verification: 'V1' })
    const cycle = await asked(newCounty(), 1, stranger)
    const typed = confirmations(await employersOf(cycle.ctx), 'Lorain County, Ohio')
    expect(await confirmMany(partnership, typed)).toEqual({ done: 1, undone: [] })
  })

  test('an employer is turned down once, named once, and its reason is told to who asked alone', async () => {
    const county = newCounty()
    const partnership = await partnershipContext({ counties: [county] })
    const cycle = await asked(county, 1)
    const [employer] = await employersOf(cycle.ctx)
    const refusal = { organizationIds: [employer?.id ?? '', employer?.id ?? ''], note: 'Closed.' }
    expect(await refuseMany(partnership, refusal)).toEqual({ done: 1, undone: [] })
    const again = await refuseMany(partnership, refusal)
    expect(again.undone.map(({ error }) => error.key)).toEqual(['confirmations.downAlready'])
    const { refused } = await readCycleConfirmation(cycle.ctx, { cycleId: cycle.id })
    expect(refused).toMatchObject([{ id: employer?.id, reason: null }])
  })

  test('inviting an employer gives no right to turn it down', async () => {
    const cycle = await asked(newCounty(), 1)
    const [employer] = await employersOf(cycle.ctx)
    const partnership = await partnershipContext({ counties: [newCounty()] })
    await makeCycle({ ctx: partnership, addresses: [`kim@${employer?.domain}`] })
    const { undone } = await refuseMany(partnership, {
      organizationIds: [employer?.id ?? ''],
      note: 'not known here',
    })
    expect(undone.map(({ error }) => error.code)).toEqual(['forbidden'])
  })

  test('what a stopped partnership decides is mailed to nobody', async () => {
    const county = newCounty()
    const partnership = await partnershipContext({ counties: [county] })
    const cycle = await asked(county, 1)
    await askConfirmation(cycle.ctx, { cycleId: cycle.id })
    const employers = await employersOf(cycle.ctx)
    await refuseMany(partnership, {
      organizationIds: employers.map(({ id }) => id),
      note: 'Closed.',
    })
    const rows = await asOperator((tx) =>
      tx
        .select({ senderId: outbox.senderId })
        .from(outbox)
        .where(sql`payload ->> 'template' = 'confirmation-decided'`),
    )
    expect(rows).toEqual([{ senderId: partnership.organization.id }])
  })

  test('asking takes nothing of the mails an unconfirmed asker may send', async () => {
    const county = newCounty()
    await partnershipContext({ counties: [county] })
    const ctx = await orgContext({ kind: 'provider', verification: 'V1' })
    const cycle = await asked(county, 30, ctx)
    await askConfirmation(ctx, { cycleId: cycle.id })
    const [mail] = await mails()
    expect(mail?.text).toContain(`Nobody has confirmed yet who ${ctx.organization.name} is.`)
    expect((await readCycle(ctx, { cycleId: cycle.id })).mails).toEqual({ left: 30, of: 30 })
  })

  test('what an asker proposes stays its own, and moves nothing in the record', async () => {
    const county = newCounty()
    const cycle = await asked(county, 1)
    const other = await orgContext({ kind: 'provider', verification: 'V2' })
    const seen = await asTenant(other, (tx) => tx.select().from(employerProposals))
    expect(seen).toEqual([])
    const [employer] = await employersOf(cycle.ctx)
    expect(employer).toMatchObject({ countyId: null, industryId: null, verification: 'V0' })
    await expect(
      asTenant(other, (tx) =>
        tx.insert(employerProposals).values({
          organizationId: cycle.ctx.organization.id,
          employerId: employer?.id ?? '',
        }),
      ),
    ).rejects.toMatchObject({ cause: { code: '42501' } })
    const changed = await asTenant(other, (tx) =>
      tx
        .update(employerProposals)
        .set({ countyId: null })
        .where(and(eq(employerProposals.employerId, employer?.id ?? '')))
        .returning(),
    )
    expect(changed).toEqual([])
  })
})
