import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { database } from '@/server/db/client'
import { answerTraces, integrityHolds } from '@/server/db/schema/integrity'
import { auditEvents } from '@/server/db/schema/organizations'
import { cohortVersions } from '@/server/db/schema/releases'
import { asOperator, asPublisher } from '@/server/db/tenancy'
import { systemContext } from '@/server/services/context'
import { unreviewedLinks } from '@/server/services/organizations/unreviewed-links'
import { readPacket } from '@/server/services/ratings/read-packet'
import { submitRating } from '@/server/services/ratings/submit-rating'
import { withdrawRatings } from '@/server/services/ratings/withdraw-ratings'
import { lookAndRelease } from '@/server/services/releases/look-and-release'
import { recountReleases } from '@/server/services/releases/recount-releases'
import { runRelease } from '@/server/services/releases/run-release'
import { makeCycle as makeAskedCycle, raterAt } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  type AskedSubject,
  makeAskedSubject,
  makeCycle,
  makeEmployer,
  sendRating,
} from '@/server/testing/ledger-factory'
import { makeOrganization } from '@/server/testing/organizations-factory'
import { arrive } from '@/server/testing/traces-factory'
import { forgetTraces } from './forget-traces'
import { sweepAnswers } from './sweep-answers'

const day = (n: number) => new Date(Date.UTC(2026, 3, 1) + n * 86_400_000)
const at = (n: number) => systemContext('command', 'test', day(n))

/** A cycle that somebody else than the provider asks. */
async function cycleOfOthers(subject: AskedSubject, closed = 1): Promise<string> {
  const organizationId = (await makeOrganization({ kind: 'partnership' })).id
  return makeCycle({ ...subject, organizationId }, 'closed', day(closed))
}

async function holdsOn(subject: AskedSubject) {
  const rows = await asPublisher((tx) =>
    tx.select().from(integrityHolds).where(eq(integrityHolds.subjectId, subject.subjectId)),
  )
  return rows.map(({ employerId, signals, state }) => ({ employerId, signals, state }))
}

async function versionsOf(subject: AskedSubject): Promise<number[]> {
  const rows = await asPublisher((tx) =>
    tx.select().from(cohortVersions).where(eq(cohortVersions.subjectId, subject.subjectId)),
  )
  return rows.map((row) => row.n)
}

/** Employers that have answered long ago, so that they are not new. */
async function knownEmployers(count: number): Promise<string[]> {
  const elsewhere = await makeAskedSubject({ competencies: 1 })
  const cycleId = await makeCycle(elsewhere, 'cancelled', day(-300))
  const ids: string[] = []
  for (let index = 0; index < count; index++) {
    const employerId = await makeEmployer()
    await sendRating({ subject: elsewhere, employerId, at: day(-301), cycleId, fit: '3' })
    ids.push(employerId)
  }
  return ids
}

describeOnBothEngines('the look before a release', () => {
  test('holds the same level on eight competencies in less than three seconds each, and publishes the rest', async () => {
    const subject = await makeAskedSubject({ competencies: 8 })
    const cycleId = await makeCycle(subject, 'closed', day(1))
    const employers = await knownEmployers(6)
    for (const [index, employerId] of employers.entries()) {
      const fit = index === 0 ? '44444444' : '43214321'
      await arrive({ subject, employerId, at: day(0), cycleId, fit, trace: { secondsEach: 1.5 } })
    }
    await lookAndRelease(at(1), { trigger: 'command' })
    expect(await holdsOn(subject)).toEqual([
      { employerId: employers[0], signals: ['uniform'], state: 'held' },
    ])
    expect(await versionsOf(subject)).toEqual(Array.from({ length: 8 }, () => 5))
    expect(await sweepAnswers(at(2))).toMatchObject({ looked: 0, held: 0 })
  })

  test('holds three new employers of three cycles within a day, and none of one cycle', async () => {
    const subject = await makeAskedSubject({ competencies: 1 })
    const together = await cycleOfOthers(subject)
    for (let index = 0; index < 6; index++) {
      const employerId = await makeEmployer()
      await arrive({ subject, employerId, at: day(0), cycleId: together, fit: '3' })
    }
    await sweepAnswers(at(1))
    expect(await holdsOn(subject)).toEqual([])
    const other = await makeAskedSubject({ competencies: 1 })
    for (let index = 0; index < 3; index++) {
      const employerId = await makeEmployer()
      const cycleId = await cycleOfOthers(other)
      await arrive({ subject: other, employerId, at: day(0), cycleId, fit: '3' })
    }
    await sweepAnswers(at(1))
    expect((await holdsOn(other)).map((hold) => hold.signals)).toEqual([
      ['burst'],
      ['burst'],
      ['burst'],
    ])
  })

  test('holds who shares a network with an employer asked elsewhere, or a device with any, and links the latter', async () => {
    const subject = await makeAskedSubject({ competencies: 1 })
    const [one, two, three, four] = await knownEmployers(4)
    const mine = await cycleOfOthers(subject)
    const send = async (employerId: string | undefined, cycleId: string, trace: object) =>
      arrive({ subject, employerId: employerId ?? '', at: day(0), cycleId, fit: '3', trace })
    const network = randomUUID()
    const device = randomUUID()
    await send(one, mine, { networkHash: network, freeMail: true })
    await send(two, await cycleOfOthers(subject), { networkHash: network })
    await send(three, mine, { deviceHash: device })
    await send(four, mine, { deviceHash: device })
    expect(await sweepAnswers(at(1))).toMatchObject({ looked: 4, held: 4 })
    const holds = new Map((await holdsOn(subject)).map((hold) => [hold.employerId, hold.signals]))
    expect(holds.get(one ?? '')).toEqual(['free_mail', 'network'])
    expect(holds.get(two ?? '')).toEqual(['network'])
    // Whose tablet it was, a person finds out.
    expect(holds.get(three ?? '')).toEqual(['device'])
    expect(holds.get(four ?? '')).toEqual(['device'])
    const links = await asPublisher((tx) => unreviewedLinks(tx))
    const between = (id: string | undefined) =>
      links.filter((link) => link.aId === id || link.bId === id)
    expect(between(three)).toEqual(between(four))
    expect(between(three).map((link) => link.reasons)).toEqual([['device']])
    expect(between(one)).toEqual([])
    const pair = [three, four].sort().join(' ')
    const found = await asOperator((tx) =>
      tx.select().from(auditEvents).where(eq(auditEvents.targetId, pair)),
    )
    expect(found.map((event) => event.verb)).toEqual(['link.find'])
  })

  test('holds an employer more than a level off on three credentials', async () => {
    const employers = await knownEmployers(5)
    const subjects: AskedSubject[] = []
    for (let index = 0; index < 3; index++) {
      const subject = await makeAskedSubject({ competencies: 2 })
      subjects.push(subject)
      const cycleId = await cycleOfOthers(subject)
      for (const [no, employerId] of employers.entries()) {
        const fit = no === 0 ? '44' : '12'
        await arrive({ subject, employerId, at: day(0), cycleId, fit })
      }
    }
    await sweepAnswers(at(1))
    for (const subject of subjects) {
      expect(await holdsOn(subject)).toEqual([
        { employerId: employers[0], signals: ['leniency'], state: 'held' },
      ])
    }
  })

  test('takes an answer without a level for no rating of a credential', async () => {
    const employers = await knownEmployers(5)
    const subjects: AskedSubject[] = []
    for (const own of ['00', 'xx', 'xx']) {
      const subject = await makeAskedSubject({ competencies: 2 })
      subjects.push(subject)
      const cycleId = await cycleOfOthers(subject)
      for (const [no, employerId] of employers.entries()) {
        await arrive({ subject, employerId, at: day(0), cycleId, fit: no === 0 ? own : '34' })
      }
    }
    await sweepAnswers(at(1))
    expect(await Promise.all(subjects.map(holdsOn))).toEqual([[], [], []])
  })

  test('holds employers the provider invited when they differ from independent ones', async () => {
    const subject = await makeAskedSubject({ competencies: 2 })
    const others = await cycleOfOthers(subject)
    const own = await makeCycle(subject, 'closed', day(1))
    const employers = await knownEmployers(10)
    for (const [index, employerId] of employers.entries()) {
      const [cycleId, fit] = index < 5 ? [own, '44'] : [others, '12']
      await arrive({ subject, employerId, at: day(0), cycleId, fit })
    }
    await sweepAnswers(at(1))
    const holds = await holdsOn(subject)
    expect(holds.map((hold) => hold.signals)).toEqual(Array.from({ length: 5 }, () => ['invited']))
    expect(new Set(holds.map((hold) => hold.employerId))).toEqual(new Set(employers.slice(0, 5)))
  })

  test('holds nothing that a group has counted', async () => {
    const subject = await makeAskedSubject({ competencies: 8 })
    const cycleId = await makeCycle(subject, 'closed', day(1))
    const employers = await knownEmployers(5)
    for (const [index, employerId] of employers.entries()) {
      const fit = index === 0 ? '44444444' : '43214321'
      await arrive({ subject, employerId, at: day(0), cycleId, fit, trace: { secondsEach: 1 } })
    }
    await runRelease(at(1), { trigger: 'command' })
    expect(await sweepAnswers(at(2))).toMatchObject({ looked: 5, held: 0 })
    expect((await recountReleases(at(2))).differences).toEqual([])
  })

  test('holds nothing of a cycle that was called off', async () => {
    const subject = await makeAskedSubject({ competencies: 8 })
    const cycleId = await makeCycle(subject, 'cancelled', day(1))
    const [employerId = ''] = await knownEmployers(1)
    const trace = { secondsEach: 1 }
    await arrive({ subject, employerId, at: day(0), cycleId, fit: '44444444', trace })
    expect(await sweepAnswers(at(1))).toMatchObject({ looked: 1, held: 0 })
  })

  test('leaves employers that wait to be confirmed for later', async () => {
    const subject = await makeAskedSubject({ competencies: 8 })
    const cycleId = await makeCycle(subject, 'closed', day(1))
    const employerId = await makeEmployer({ verification: 'V1' })
    const trace = { secondsEach: 1 }
    await arrive({ subject, employerId, at: day(0), cycleId, fit: '44444444', trace })
    expect(await sweepAnswers(at(1))).toMatchObject({ looked: 0 })
  })

  test('tells the audit that something is held, and nothing of what was seen', async () => {
    const events = await asOperator((tx) =>
      tx.select().from(auditEvents).where(eq(auditEvents.verb, 'hold.raise')),
    )
    expect(events.length).toBeGreaterThan(0)
    for (const event of events) {
      expect(event.organizationId).toBeNull()
      expect(event.detail).toEqual({})
    }
  })

  test('knows a Send by its pace, and forgets a hold on answers that are taken back', async () => {
    const domain = `${randomUUID().slice(0, 8)}.example`
    await makeOrganization({ kind: 'employer', verification: 'V2', name: domain, domain })
    const cycle = await makeAskedCycle({ competencies: 8, addresses: [`a@${domain}`], open: true })
    const rater = { ...(await raterAt(cycle, `a@${domain}`)), network: '192.0.2.1' }
    const packet = await readPacket(rater, { packetId: null })
    const taps = Array.from({ length: 8 }, (_, index) => ({ field: `f${index}`, answer: '4' }))
    const first = [
      { field: 'role', answer: 'supervises' },
      { field: 'exposure', answer: 'few' },
    ]
    const send = (answers: typeof taps) =>
      submitRating(rater, { packetId: packet.id, clientKey: randomUUID(), taps: answers })
    await send([...first, ...taps])
    const traces = await asPublisher((tx) =>
      tx.select().from(answerTraces).where(eq(answerTraces.cycleId, cycle.id)),
    )
    expect(traces).toHaveLength(1)
    expect(traces[0]?.secondsEach).toBeLessThan(3)
    expect(traces[0]?.networkHash).toMatch(/^[\w-]{43}$/)
    expect(traces[0]?.deviceHash).toMatch(/^[\w-]{43}$/)
    const states = async () => {
      const rows = await asPublisher((tx) =>
        tx
          .select()
          .from(integrityHolds)
          .where(eq(integrityHolds.subjectId, traces[0]?.subjectId ?? '')),
      )
      return rows.map((row) => row.state).sort()
    }
    const today = systemContext('command', 'test')
    await sweepAnswers(today)
    expect(await states()).toEqual(['held'])
    await send([{ field: 'f0', answer: '1' }])
    await sweepAnswers(today)
    expect(await states()).toEqual(['gone', 'held'])
    await send([{ field: 'f0', answer: '4' }])
    await sweepAnswers(today)
    expect(await states()).toEqual(['gone', 'gone', 'held'])
    await withdrawRatings(rater)
    await sweepAnswers(today)
    expect(await states()).toEqual(['gone', 'gone', 'gone'])
  })

  test('forgets networks and devices after a fortnight', async () => {
    await forgetTraces()
    await (await database()).withOwner((run) =>
      run.query(`UPDATE answer_trace SET sent_at = now() - interval '15 days'`),
    )
    await forgetTraces()
    const left = await asPublisher((tx) => tx.select().from(answerTraces))
    expect(left.filter((row) => row.lookedAt || row.networkHash || row.deviceHash)).toEqual([])
  })
})
