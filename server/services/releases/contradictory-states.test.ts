import { eq } from 'drizzle-orm'
import { afterEach, expect, test, vi } from 'vitest'
import { database } from '@/server/db/client'
import { cohorts } from '@/server/db/schema/releases'
import { asPublisher } from '@/server/db/tenancy'
import { systemContext } from '@/server/services/context'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  type AskedSubject,
  makeAskedSubject,
  makeCycle,
  makeEmployer,
  sendRating,
} from '@/server/testing/ledger-factory'
import { operatorContext } from '@/server/testing/organizations-factory'
import { hideCohort } from './hide-cohort'
import { listLeftOut } from './list-left-out'
import { recountReleases } from './recount-releases'
import * as items from './release-stored-item'
import { runRelease } from './run-release'

const day = (n: number) => new Date(Date.UTC(2026, 5, 1) + n * 86_400_000)
const run = (n: number) =>
  runRelease(systemContext('command', 'test', day(n)), { trigger: 'command' })

type Rater = { employerId: string; raterId: string }

/** A published subject with two competencies, a group each; then a cycle in which everybody answers again. */
async function renewing(): Promise<{ subject: AskedSubject; broken: string; raters: Rater[] }> {
  const subject = await makeAskedSubject({ competencies: 2 })
  const raters: Rater[] = []
  const first = await makeCycle(subject, 'closed', day(0))
  for (let index = 0; index < 6; index++) {
    const employerId = await makeEmployer()
    const fit = `${index % 5}${(index + 2) % 5}`
    const raterId = await sendRating({ subject, employerId, at: day(0), cycleId: first, fit })
    raters.push({ employerId, raterId })
  }
  await run(0)
  const groups = await asPublisher((tx) =>
    tx.select().from(cohorts).where(eq(cohorts.subjectId, subject.subjectId)),
  )
  const [competency] = subject.framework.competencies
  const broken = groups.find((group) => group.competencyId === competency?.id)?.id ?? ''
  const second = await makeCycle(subject, 'closed', day(1))
  for (const rater of raters) {
    await sendRating({ subject, ...rater, at: day(1), cycleId: second, fit: '32' })
  }
  return { subject, broken, raters }
}

async function owner(statement: string, ...given: string[]): Promise<void> {
  await (await database()).withOwner(({ query }) => query(statement, given))
}

/** How many items the operator is told of that fail for this group. */
async function leftOut(n: number, cohortId: string): Promise<number> {
  const items = await listLeftOut(await operatorContext(day(n)))
  return items.filter((each) => each.reason.includes(cohortId)).length
}

const contradictions: [string, string, RegExp][] = [
  [
    'a vote for a group that has ended',
    'UPDATE cohort SET dissolved_at = now() WHERE id = $1',
    /still holds a vote/,
  ],
  [
    'a counted level outside the scale',
    'UPDATE cohort SET levels[1] = 9 WHERE id = $1',
    /level is outside the scale/,
  ],
  [
    'a region that vanished',
    "UPDATE cohort SET region_id = 'atlantis' WHERE id = $1",
    /region atlantis is not there/,
  ],
  [
    'a sector that vanished',
    "UPDATE cohort SET sector = '99' WHERE id = $1",
    /sector 99 is not there/,
  ],
  ['a member twice', 'UPDATE cohort SET members[2] = members[1] WHERE id = $1', /a member twice/],
  [
    'counts that do not add up to n',
    'UPDATE cohort_version SET n = n + 1 WHERE cohort_id = $1',
    /does not add up/,
  ],
  [
    'a gap between versions',
    'UPDATE cohort_version SET no = 3 WHERE cohort_id = $1',
    /of its 3 versions 1 are stored/,
  ],
  [
    'a group without a version',
    'DELETE FROM cohort_version WHERE cohort_id = $1',
    /never published/,
  ],
  ['a negative carried count', 'UPDATE cohort SET carried[1] = -1 WHERE id = $1', /carried counts/],
  [
    'carried counts of another scale',
    "UPDATE cohort SET carried = '{0,0}' WHERE id = $1",
    /carried counts/,
  ],
  [
    'members fewer than five',
    'UPDATE cohort SET members = members[1:3], levels = levels[1:3], marks = marks[1:3] WHERE id = $1',
    /fewer than 5 votes/,
  ],
]

/** What a vote says of where it was given, and is not there. */
const places: [string, string, RegExp][] = [
  [
    'a vote from a region that vanished',
    "UPDATE rating SET region_id = 'atlantis' WHERE rater_id = $1",
    /in the region atlantis, which is not there/,
  ],
  [
    'a vote from a sector that vanished',
    "UPDATE rating SET sector = '99' WHERE rater_id = $1",
    /in the sector 99, which is not there/,
  ],
]

describeOnBothEngines('what cannot be right', () => {
  afterEach(() => vi.restoreAllMocks())

  test.each(contradictions)('%s stops its item and nothing else', async (_, statement, reason) => {
    const { subject, broken } = await renewing()
    await owner(statement, broken)
    const report = await run(1)
    const own = report.problems.filter((each) => each.subjectId === subject.subjectId)
    expect(own).toMatchObject([
      {
        scale: 'fit',
        competencyId: subject.framework.competencies[0]?.id,
        reason: expect.stringMatching(reason),
      },
    ])
    expect(own[0]?.reason).toContain(broken)
    expect(report.versions).toBe(1)
    const named = { competency: 'Competency 0', reason: own[0]?.reason }
    expect(await listLeftOut(await operatorContext(day(2)))).toContainEqual(
      expect.objectContaining(named),
    )
    const { leftOut } = await recountReleases(systemContext('command', 'test', day(2)))
    expect(leftOut).toContainEqual(expect.objectContaining(named))
  })

  test('is tried again each night, and published at the quarter’s end once it was put right', async () => {
    const { subject, broken } = await renewing()
    const ours = async (n: number) =>
      (await run(n)).problems.filter((each) => each.subjectId === subject.subjectId).length
    await owner('UPDATE cohort_version SET n = n + 1 WHERE cohort_id = $1', broken)
    expect([await ours(1), await ours(2)]).toEqual([1, 1])
    await owner('UPDATE cohort_version SET n = n - 1 WHERE cohort_id = $1', broken)
    expect(await leftOut(2, broken)).toBe(1)
    // The run of its cycle has been made without it.
    const mended = await run(3)
    expect(mended.versions).toBe(0)
    expect((await run(30)).versions).toBe(1)
    expect(mended.problems.filter((each) => each.subjectId === subject.subjectId)).toEqual([])
    expect(await leftOut(31, broken)).toBe(0)
  })

  test('stands in nobody’s way once its group is hidden', async () => {
    const { subject, broken } = await renewing()
    await owner('UPDATE cohort_version SET no = 3 WHERE cohort_id = $1', broken)
    await run(1)
    expect(await leftOut(2, broken)).toBe(1)
    const input = { subjectId: subject.subjectId, cohortId: broken, reason: 'Rows were lost.' }
    await hideCohort(await operatorContext(day(2)), input)
    const { problems } = await run(2)
    expect(problems.filter((each) => each.subjectId === subject.subjectId)).toEqual([])
    expect(await leftOut(3, broken)).toBe(0)
  })

  test.each([
    ['an answer outside the scale', { fit: '39' }, 1],
    ['more answers than questions', { fit: '321' }, 2],
    ['a region nobody knows', { fit: '3x', region: 'atlantis' }, 1],
  ])('%s stops what it was given on, and no other subject', async (_, answer, stopped) => {
    const subject = await makeAskedSubject({ competencies: 2 })
    const sound = await makeAskedSubject({ competencies: 1 })
    const cycleId = await makeCycle(subject, 'closed', day(10))
    const other = await makeCycle(sound, 'closed', day(10))
    for (let index = 0; index < 5; index++) {
      const employerId = await makeEmployer()
      await sendRating({ subject, employerId, at: day(10), cycleId, fit: '32' })
      await sendRating({ subject: sound, employerId, at: day(10), cycleId: other, fit: '3' })
    }
    const odd = await makeEmployer()
    await sendRating({ subject, employerId: odd, at: day(10), cycleId, ...answer })
    const report = await run(10)
    const own = report.problems.filter((each) => each.subjectId === subject.subjectId)
    expect(own.filter((each) => each.scale === 'fit')).toHaveLength(stopped)
    expect(report.versions).toBe(3 - stopped)
  })

  test.each(places)('%s stops every item it counts in', async (_, statement, reason) => {
    const { subject, raters } = await renewing()
    await owner(statement, raters[0]?.raterId ?? '')
    const { problems } = await run(1)
    const own = problems.filter((each) => each.subjectId === subject.subjectId)
    expect(own.map((each) => each.reason)).toEqual([
      expect.stringMatching(reason),
      expect.stringMatching(reason),
    ])
  })

  test('is no other error: that one ends the run, and the recount', async () => {
    await renewing()
    vi.spyOn(items, 'releaseStoredItem').mockImplementation(() => {
      throw new TypeError('a fault of ours')
    })
    await expect(run(1)).rejects.toThrow('a fault of ours')
    await expect(recountReleases(systemContext('command', 'test', day(1)))).rejects.toThrow(
      'a fault of ours',
    )
  })
})
