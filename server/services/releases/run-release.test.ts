import { randomUUID } from 'node:crypto'
import { asc } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { cohortVersions, releases } from '@/server/db/schema/releases'
import { asPublisher } from '@/server/db/tenancy'
import { systemContext } from '@/server/services/context'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  type AskedSubject,
  changeEmployer,
  endCycle,
  makeAskedSubject,
  makeCycle,
  makeEmployer,
  sendRating,
  sendStatement,
  withdrawRater,
} from '@/server/testing/ledger-factory'
import { refusal } from '@/server/testing/refusal'
import { recountReleases } from './recount-releases'
import { runRelease } from './run-release'

const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000)
const run = (n: number) =>
  runRelease(systemContext('command', 'test', day(n)), { trigger: 'command' })

async function versions(subject: AskedSubject) {
  const rows = await asPublisher((tx) =>
    tx.select().from(cohortVersions).orderBy(asc(cohortVersions.createdAt), asc(cohortVersions.no)),
  )
  return rows.filter((row) =>
    [subject.subjectId, subject.importanceSubjectId].includes(row.subjectId),
  )
}

async function employers(count: number, over: Parameters<typeof makeEmployer>[0] = {}) {
  return Promise.all(Array.from({ length: count }, () => makeEmployer(over)))
}

describeOnBothEngines('running a release', () => {
  test('six confirmed employers of a closed cycle become one published group', async () => {
    const subject = await makeAskedSubject({ competencies: 2 })
    const cycleId = await makeCycle(subject, 'open', day(5))
    for (const [index, employerId] of (await employers(6)).entries()) {
      const raterId = await sendRating({
        subject,
        employerId,
        at: day(1),
        cycleId,
        fit: `${index % 5}x`,
        value: 4,
      })
      await sendStatement({ subject, employerId, raterId, at: day(1), cycleId, importance: '4?' })
    }
    expect(await run(2)).toMatchObject({ releaseNo: null, versions: 0 })
    await endCycle(subject, cycleId, 'closed', day(5))
    const report = await run(5)
    expect(report).toMatchObject({ versions: 3, problems: [] })
    const published = await versions(subject)
    const of = (scale: string) => published.filter((row) => row.scale === scale)
    expect(of('fit')).toMatchObject([{ n: 6, counts: [2, 1, 1, 1, 1], no: 1 }])
    expect(of('value')).toMatchObject([{ n: 6, counts: [0, 0, 2, 4], competencyId: null }])
    expect(of('importance')).toMatchObject([{ n: 6, counts: [0, 0, 2, 4] }])
    expect(await run(6)).toMatchObject({ releaseNo: null, subjects: 0 })
    expect(await recountReleases(systemContext('command', 'test'))).toMatchObject({
      differences: [],
    })
  })

  test('own answers sit out seven days and wait for the quarter’s end, flagged ones until reviewed', async () => {
    const subject = await makeAskedSubject({ competencies: 1 })
    const [held = '', ...others] = await employers(6)
    for (const employerId of others) await sendRating({ subject, employerId, at: day(0), fit: '3' })
    await sendRating({ subject, employerId: held, at: day(0), fit: '1', heldUntil: day(95) })
    expect((await run(7)).versions).toBe(0)
    expect((await run(89)).versions).toBe(0)
    expect((await run(90)).versions).toBe(1)
    expect((await run(95)).versions).toBe(0)
    expect(await versions(subject)).toMatchObject([
      { n: 5, counts: [0, 0, 1, 3, 1], regionId: 'us-wi', sector: '31-33' },
    ])
  })

  test('an answer that comes later in the quarter changes nothing before its end', async () => {
    const subject = await makeAskedSubject({ competencies: 1 })
    const [late = '', ...others] = await employers(5)
    for (const employerId of others) await sendRating({ subject, employerId, at: day(0), fit: '3' })
    expect((await run(90)).versions).toBe(0)
    await sendRating({ subject, employerId: late, at: day(91), fit: '1' })
    expect((await run(99)).versions).toBe(0)
    expect((await run(181)).versions).toBe(1)
  })

  test('four that are left of a cycle and a second cycle of one publish nothing', async () => {
    const subject = await makeAskedSubject({ competencies: 1 })
    const first = await makeCycle(subject, 'closed', day(1))
    const [lone = '', ...four] = await employers(5)
    const elsewhere = await employers(5)
    for (const employerId of elsewhere) {
      await sendRating({
        subject,
        employerId,
        at: day(0),
        cycleId: first,
        fit: '2',
        region: 'us-mi',
      })
    }
    for (const employerId of four) {
      await sendRating({ subject, employerId, at: day(0), cycleId: first, fit: '3' })
    }
    expect((await run(1)).versions).toBe(1)
    const second = await makeCycle(subject, 'closed', day(3))
    await sendRating({ subject, employerId: lone, at: day(2), cycleId: second, fit: '1' })
    expect((await run(3)).versions).toBe(0)
    expect((await run(89)).versions).toBe(0)
    expect((await run(90)).versions).toBe(1)
    expect(await versions(subject)).toMatchObject([
      { regionId: 'us-mi' },
      { n: 5, sector: '31-33' },
    ])
  })

  test('a cycle by industry forms a group of each sector with ten, another one group a region', async () => {
    for (const [byIndustry, groups] of [
      [false, [[22, null]]],
      [
        true,
        [
          [10, '23'],
          [12, null],
        ],
      ],
    ] as const) {
      const subject = await makeAskedSubject({ competencies: 1 })
      const cycleId = await makeCycle(subject, 'closed', day(1), { byIndustry })
      for (const [index, employerId] of (await employers(22)).entries()) {
        const sector = ['23', '23', '31-33', '48-49'][Math.floor(index / 5)] ?? '62'
        await sendRating({ subject, employerId, at: day(0), cycleId, fit: '2', sector })
      }
      await run(1)
      const rows = await versions(subject)
      expect(rows.map(({ n, sector }) => [n, sector]).sort()).toEqual(groups)
    }
  })

  test('a run once made is not made again for what somebody takes back', async () => {
    const subject = await makeAskedSubject({ competencies: 1 })
    const first = await makeCycle(subject, 'closed', day(1))
    const [turning = '', ...four] = await employers(5)
    for (const employerId of four) {
      await sendRating({ subject, employerId, at: day(0), cycleId: first, fit: '3' })
    }
    // In the second cycle it answers through a colleague, who withdraws after the first has been counted.
    await sendRating({
      subject,
      employerId: turning,
      role: 'hires',
      at: day(0),
      cycleId: first,
      fit: '1',
    })
    const open = await makeCycle(subject, 'closed', day(1))
    const colleague = await sendRating({
      subject,
      employerId: turning,
      at: day(0.5),
      cycleId: open,
      fit: '2',
    })
    expect((await run(1)).versions).toBe(0)
    await withdrawRater(subject, colleague, day(2))
    expect((await run(2)).versions).toBe(0)
  })

  test('called-off cycles, staff of the provider and people who saw nobody count for nothing', async () => {
    const subject = await makeAskedSubject({ competencies: 1 })
    const closed = await makeCycle(subject, 'closed', day(1))
    const off = await makeCycle(subject, 'cancelled', day(1))
    const send = (employerId: string, more: object = {}) =>
      sendRating({ subject, employerId, at: day(0), cycleId: closed, fit: '3', ...more })
    const [a = '', b = '', c = '', ...rest] = await employers(7)
    for (const employerId of rest) await send(employerId)
    await send(a, { cycleId: off })
    await send(b, { providerStaff: true })
    await send(c, { exposure: 'none' })
    expect((await run(1)).versions).toBe(0)
  })

  test('unconfirmed employers wait for their confirmation, and are counted where the record says', async () => {
    const subject = await makeAskedSubject({ competencies: 1 })
    const cycleId = await makeCycle(subject, 'closed', day(1))
    const ids = await employers(5, { verification: 'V0' })
    for (const employerId of ids) {
      await sendRating({
        subject,
        employerId,
        at: day(0),
        cycleId,
        fit: '2',
        region: 'unknown',
        sector: 'unknown',
      })
    }
    expect((await run(1)).versions).toBe(0)
    const [last = '', ...four] = ids
    const confirm = (id: string, at: Date) =>
      changeEmployer(
        id,
        { verification: 'V2', countyId: 'us-55117', industryId: 'naics2017:332710' },
        at,
      )
    for (const id of four) await confirm(id, day(2))
    expect((await run(2)).versions).toBe(0)
    await confirm(last, day(3))
    expect((await run(3)).versions).toBe(1)
    expect(await versions(subject)).toMatchObject([{ regionId: 'us-wi', sector: null, n: 5 }])
  })

  test('one employer confirmed alone changes nothing before the quarter’s end', async () => {
    const subject = await makeAskedSubject({ competencies: 1 })
    const cycleId = await makeCycle(subject, 'closed', day(1))
    const [unconfirmed = ''] = await employers(1, { verification: 'V0' })
    const send = (employerId: string) =>
      sendRating({ subject, employerId, at: day(0), cycleId, fit: '2' })
    for (const employerId of await employers(4)) await send(employerId)
    await send(unconfirmed)
    expect((await run(1)).versions).toBe(0)
    await changeEmployer(unconfirmed, { verification: 'V2' }, day(2))
    expect((await run(2)).versions).toBe(0)
    expect((await run(89)).versions).toBe(0)
    await run(90)
    expect(await versions(subject)).toHaveLength(1)
  })

  test('a change of parent counts from the next cycle that opens', async () => {
    const subject = await makeAskedSubject({ competencies: 1 })
    const cycle = (from: number, to: number) =>
      makeCycle(subject, 'closed', day(to), { opensAt: day(from) })
    const [top = '', site = '', ...others] = await employers(5)
    const answer = async (cycleId: string, at: number) => {
      for (const employerId of [top, site, ...others]) {
        await sendRating({ subject, employerId, at: day(at), cycleId, fit: '2' })
      }
    }
    const first = await cycle(0, 5)
    await changeEmployer(site, { parentId: top }, day(1))
    await answer(first, 2)
    expect((await run(5)).versions).toBe(1)
    const elsewhere = await makeAskedSubject({ competencies: 1 })
    const next = await makeCycle(elsewhere, 'closed', day(9), { opensAt: day(6) })
    for (const employerId of [top, site, ...others]) {
      await sendRating({ subject: elsewhere, employerId, at: day(7), cycleId: next, fit: '2' })
    }
    expect((await run(9)).versions).toBe(0)
  })

  test('employers of one parent are one vote, and merged ones too', async () => {
    const subject = await makeAskedSubject({ competencies: 1 })
    const cycleId = await makeCycle(subject, 'closed', day(1))
    const [top = '', ...others] = await employers(4)
    const sites = await employers(2, { parentId: top })
    for (const employerId of [...others, ...sites]) {
      await sendRating({ subject, employerId, at: day(0), cycleId, fit: '2' })
    }
    expect((await run(1)).versions).toBe(0)
    const [fifth = '', double = ''] = await employers(2)
    await sendRating({ subject, employerId: double, at: day(1), fit: '2' })
    await changeEmployer(double, { mergedIntoId: others[0] ?? null }, day(1))
    expect((await run(89)).versions).toBe(0)
    await sendRating({ subject, employerId: fifth, at: day(80), fit: '2' })
    expect((await run(90)).versions).toBe(1)
    expect(await versions(subject)).toMatchObject([{ n: 5 }])
  })

  test('a new version needs five who rated again; a withdrawn answer stays as a count', async () => {
    const subject = await makeAskedSubject({ competencies: 1 })
    const cycle = (n: number) => makeCycle(subject, 'closed', day(n))
    const first = await cycle(1)
    const raters: { employerId: string; raterId: string }[] = []
    for (const [index, employerId] of (await employers(7)).entries()) {
      const fit = String(index % 5)
      raters.push({
        employerId,
        raterId: await sendRating({ subject, employerId, at: day(0), cycleId: first, fit }),
      })
    }
    await run(1)
    const [leaving, ...staying] = raters
    await withdrawRater(subject, leaving?.raterId ?? '', day(2))
    const second = await cycle(4)
    for (const rater of staying.slice(0, 4)) {
      await sendRating({ subject, ...rater, at: day(3), cycleId: second, fit: '4' })
    }
    expect((await run(4)).versions).toBe(0)
    // The one that left may answer again, but not here while the group lives.
    await sendRating({
      subject,
      employerId: leaving?.employerId ?? '',
      at: day(4),
      cycleId: second,
      fit: '4',
    })
    expect((await run(5)).versions).toBe(0)
    const third = await cycle(6)
    for (const rater of staying.slice(4, 5)) {
      await sendRating({ subject, ...rater, at: day(5), cycleId: third, fit: '4' })
    }
    expect((await run(6)).versions).toBe(0)
    expect((await run(90)).versions).toBe(1)
    expect(await versions(subject)).toMatchObject([
      { no: 1, n: 7, counts: [2, 2, 1, 1, 1] },
      { no: 2, n: 7, counts: [1, 1, 0, 0, 5] },
    ])
    expect(await recountReleases(systemContext('command', 'test'))).toMatchObject({
      differences: [],
      notRecountable: 1,
    })
  })

  test('numbers are consecutive and frozen with a digest and the averages of the day', async () => {
    const rows = await asPublisher((tx) => tx.select().from(releases).orderBy(releases.no))
    expect(rows.map((row) => row.no)).toEqual(rows.map((_, index) => index + 1))
    for (const row of rows) {
      expect(row.finishedAt).not.toBeNull()
      expect(row.digest).toMatch(/^[0-9a-f]{64}$/)
    }
  })

  test('only jobs, commands and the operator run one', async () => {
    const anonymous = {
      actor: { kind: 'anonymous' as const },
      requestId: randomUUID(),
      now: day(1),
    }
    await expect(runRelease(anonymous, { trigger: 'operator' })).rejects.toThrow(
      refusal('site.notSignedIn'),
    )
  })
})
