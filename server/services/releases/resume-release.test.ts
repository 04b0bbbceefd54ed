import { asc } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { cohortMembers, cohortVersions, releases } from '@/server/db/schema/releases'
import { asPublisher } from '@/server/db/tenancy'
import { systemContext } from '@/server/services/context'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  type AskedSubject,
  makeAskedSubject,
  makeCycle,
  makeEmployer,
  sendRating,
  sendStatement,
} from '@/server/testing/ledger-factory'
import { recountReleases } from './recount-releases'
import { type RunRelease, runRelease } from './run-release'

const closing = new Date('2026-05-04T12:00:00Z')
const run = (input: Partial<RunRelease> = {}) =>
  runRelease(systemContext('command', 'test', closing), { trigger: 'command', ...input })

/** Three subjects waiting to be released, the same ones for every attempt. */
async function waitingSubjects(): Promise<AskedSubject[]> {
  const made: AskedSubject[] = []
  for (let index = 0; index < 2; index++) {
    const subject = await makeAskedSubject({ competencies: 3 })
    const cycleId = await makeCycle(subject, 'closed', closing)
    for (let employer = 0; employer < 6; employer++) {
      const employerId = await makeEmployer()
      const common = { subject, employerId, at: closing, cycleId }
      const raterId = await sendRating({ ...common, fit: `${employer % 5}3${(employer * 2) % 5}` })
      await sendStatement({ ...common, raterId, importance: `4${1 + (employer % 4)}2` })
    }
    made.push(subject)
  }
  return made
}

/** What is published of these subjects, without the ids that every run makes anew. */
async function publishedOf(subjects: readonly AskedSubject[]): Promise<string[][]> {
  const rows = await asPublisher((tx) =>
    tx.select().from(cohortVersions).orderBy(asc(cohortVersions.no)),
  )
  const members = await asPublisher((tx) => tx.select().from(cohortMembers))
  return subjects.map((subject) =>
    rows
      .filter((row) => [subject.subjectId, subject.importanceSubjectId].includes(row.subjectId))
      .map((row) => {
        const place = subject.framework.competencies.findIndex(({ id }) => id === row.competencyId)
        const inside = members.filter((member) => member.cohortId === row.cohortId).length
        return [row.scale, place, row.no, row.n, row.counts, inside].join(' ')
      })
      .sort(),
  )
}

describeOnBothEngines('a release that is stopped', () => {
  test('comes to the same when it is run again, wherever it was stopped', async () => {
    const whole = await waitingSubjects()
    await run()
    const [expected] = await publishedOf(whole)
    for (let point = 1; point <= 5; point++) {
      const subjects = await waitingSubjects()
      let seen = 0
      const stop = run({
        progress: () => {
          seen += 1
          if (seen === point) throw new Error('stopped')
        },
      })
      await expect(stop).rejects.toThrow('stopped')
      const report = await run()
      const written = await asPublisher((tx) => tx.select().from(releases))
      expect(report.releaseNo).toBe(written.length)
      expect(await publishedOf(subjects)).toEqual([expected, expected])
      expect(await run()).toMatchObject({ subjects: 0, releaseNo: null })
    }
    expect((await recountReleases(systemContext('command', 'test'))).differences).toEqual([])
  }, 120_000)

  test('two at once share the work and publish everything once', async () => {
    const subjects = await waitingSubjects()
    const [first, second] = await Promise.all([run(), run()])
    expect(first.versions + second.versions).toBe(12)
    const [one, two] = await publishedOf(subjects)
    expect(one).toHaveLength(6)
    expect(two).toEqual(one)
    const open = (await asPublisher((tx) => tx.select().from(releases))).filter(
      (row) => !row.finishedAt,
    )
    expect(open).toEqual([])
  })
})
