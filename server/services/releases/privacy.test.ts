import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { cohortMembers, cohorts, cohortVersions, pendingVotes } from '@/server/db/schema/releases'
import { asOperator, asPublisher, asReader, asTenant, selectRows } from '@/server/db/tenancy'
import { systemContext } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  type AskedSubject,
  changeEmployer,
  deleteEmployer,
  makeAskedSubject,
  makeCycle,
  makeEmployer,
  sendRating,
  withdrawRater,
} from '@/server/testing/ledger-factory'
import { operatorContext, tenant } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { hideCohort } from './hide-cohort'
import { listGroups } from './list-groups'
import { listHidden } from './list-hidden'
import { listReleases, readRelease } from './read-releases'
import { recountReleases } from './recount-releases'
import { runRelease } from './run-release'

const day = (n: number) => new Date(Date.UTC(2026, 3, 1) + n * 86_400_000)
const command = (n: number) => systemContext('command', 'test', day(n))
const run = (n: number) => runRelease(command(n), { trigger: 'command' })

type Rater = { employerId: string; raterId: string }

/** A published group of `n`, one answer an employer. */
async function publishedGroup(n: number): Promise<{ subject: AskedSubject; raters: Rater[] }> {
  const subject = await makeAskedSubject({ competencies: 1 })
  const cycleId = await makeCycle(subject, 'closed', day(1))
  const raters: Rater[] = []
  for (let index = 0; index < n; index++) {
    const employerId = await makeEmployer()
    const fit = String(index % 5)
    raters.push({
      employerId,
      raterId: await sendRating({ subject, employerId, at: day(0), cycleId, fit }),
    })
  }
  await run(1)
  return { subject, raters }
}

/** Everything the reader's door shows of answers, as one text. */
function publicRows(): Promise<string> {
  return asReader(async (tx) => {
    const tables = ['release', 'release_reference', 'cohort_version']
    const rows: string[] = []
    for (const table of tables) {
      const found = await selectRows(
        tx,
        z.object({ line: z.string() }),
        sql`SELECT to_jsonb(t)::text AS line FROM ${sql.raw(table)} t ORDER BY 1`,
      )
      rows.push(...found.map((row) => `${table} ${row.line}`))
    }
    return rows.join('\n')
  })
}

const cohortsOf = (subject: AskedSubject) =>
  asPublisher((tx) => tx.select().from(cohorts).where(eq(cohorts.subjectId, subject.subjectId)))
const membersOf = (subject: AskedSubject) =>
  asPublisher((tx) =>
    tx.select().from(cohortMembers).where(eq(cohortMembers.subjectId, subject.subjectId)),
  )

describeOnBothEngines('what releases keep to themselves', () => {
  test('T4: one more rating changes no published row, before and after the next release', async () => {
    const { subject, raters } = await publishedGroup(6)
    const before = await publicRows()
    const cycleId = await makeCycle(subject, 'closed', day(2))
    await sendRating({ subject, ...(raters[0] ?? fail()), at: day(2), cycleId, fit: '4' })
    expect(await publicRows()).toBe(before)
    expect((await run(2)).versions).toBe(0)
    expect(await publicRows()).toBe(before)
    await sendRating({ subject, employerId: await makeEmployer(), at: day(3), cycleId, fit: '4' })
    expect((await run(3)).versions).toBe(0)
    expect(await publicRows()).toBe(before)
  })

  test('T7: the reader is refused answers, votes and membership', async () => {
    const secret = [
      'rating',
      'requirement_statement',
      'rater',
      'cohort',
      'cohort_member',
      'pending_vote',
      'draft',
      'own_words',
      'rater_invitation',
      'outbox',
      'cycle_total',
    ]
    for (const table of secret) {
      await expect(
        asReader((tx) => tx.execute(sql`SELECT 1 FROM ${sql.raw(table)} LIMIT 1`)),
        table,
      ).rejects.toThrow()
    }
    const organizationId = randomUUID()
    for (const table of ['cohort', 'cohort_member', 'pending_vote']) {
      await expect(
        asTenant(tenant(organizationId), (tx) =>
          tx.execute(sql`SELECT 1 FROM ${sql.raw(table)} LIMIT 1`),
        ),
        table,
      ).rejects.toThrow()
    }
    await expect(
      asOperator((tx) => tx.execute(sql`SELECT 1 FROM rating LIMIT 1`)),
    ).rejects.toThrow()
  })

  test('T8: every group has five employers or more, and none is nearly unanimous', async () => {
    const subject = await makeAskedSubject({ competencies: 1 })
    const cycleId = await makeCycle(subject, 'closed', day(1))
    for (let index = 0; index < 9; index++) {
      await sendRating({ subject, employerId: await makeEmployer(), at: day(0), cycleId, fit: '4' })
    }
    await run(1)
    const rows = await asPublisher((tx) => tx.select().from(cohortVersions))
    for (const row of rows) {
      expect(row.n).toBeGreaterThanOrEqual(5)
      expect(Math.max(...row.counts)).toBeLessThanOrEqual(row.n - 2)
    }
    const counts = rows
      .filter((row) => row.subjectId === subject.subjectId)
      .map((row) => row.counts)
    expect(counts).toEqual([[0, 0, 0, 2, 7]])
  })

  test('T11: deleting an employer removes its rows and its link, and changes nothing published', async () => {
    const { subject, raters } = await publishedGroup(7)
    const gone = raters[0]?.employerId ?? ''
    const before = await publicRows()
    await asOperator((tx) =>
      enqueue(tx, { subjectId: gone, kind: 'employer.touched', availableAt: day(2) }),
    )
    await deleteEmployer(gone)
    await run(2)
    expect(await publicRows()).toBe(before)
    const left = await asPublisher((tx) =>
      selectRows(
        tx,
        z.object({ n: z.coerce.number() }),
        sql`SELECT count(*) AS n FROM rating WHERE organization_id = ${gone}`,
      ),
    )
    expect(left[0]?.n).toBe(0)
    expect((await cohortsOf(subject))[0]?.carried).toEqual([1, 0, 0, 0, 0])
    expect((await membersOf(subject)).filter((member) => member.level === null)).toMatchObject([
      { employerId: gone, countedAt: null },
    ])
  })

  test('T12: unconfirmed, held and linked employers never make up five', async () => {
    const subject = await makeAskedSubject({ competencies: 1 })
    const cycleId = await makeCycle(subject, 'closed', day(1))
    const real = await makeEmployer()
    const sybils = [
      ...(await Promise.all([1, 2, 3, 4].map(() => makeEmployer({ verification: 'V0' })))),
      ...(await Promise.all([1, 2, 3, 4].map(() => makeEmployer({ verification: 'V1' })))),
      ...(await Promise.all([1, 2, 3, 4].map(() => makeEmployer({ parentId: real })))),
      ...(await Promise.all([1, 2, 3, 4].map(() => makeEmployer({ heldUntil: day(90) })))),
    ]
    const double = await makeEmployer()
    await changeEmployer(double, { mergedIntoId: real }, day(1))
    for (const employerId of [real, double, ...sybils]) {
      await sendRating({ subject, employerId, at: day(0), cycleId, fit: '4' })
    }
    expect((await run(2)).versions).toBe(0)
    expect(await membersOf(subject)).toEqual([])
    const waiting = await asPublisher((tx) =>
      tx.select().from(pendingVotes).where(eq(pendingVotes.subjectId, subject.subjectId)),
    )
    expect(waiting.map((row) => row.employerId)).toEqual([real])
  })

  test('one that withdraws and answers again at once stays a count and stays out', async () => {
    const { subject, raters } = await publishedGroup(6)
    const [attacker = fail(), ...others] = raters
    const before = await publicRows()
    for (let n = 2; n < 6; n++) {
      const cycleId = await makeCycle(subject, 'closed', day(n))
      await withdrawRater(subject, attacker.raterId, day(n))
      await sendRating({ subject, ...attacker, at: day(n), cycleId, fit: '4' })
      expect((await run(n)).versions).toBe(0)
    }
    expect(await publicRows()).toBe(before)
    const members = await membersOf(subject)
    expect(
      members
        .filter((member) => member.level !== null)
        .map((m) => m.employerId)
        .sort(),
    ).toEqual(others.map((other) => other.employerId).sort())
    expect((await cohortsOf(subject))[0]?.carried).toEqual([1, 0, 0, 0, 0])
  })

  test('one of two raters who leaves takes nothing out of what was counted, and the recount knows', async () => {
    const { subject, raters } = await publishedGroup(6)
    const cycleId = await makeCycle(subject, 'closed', day(2))
    const { employerId } = raters[0] ?? fail()
    const colleagues = ['4', '4'].map((fit) =>
      sendRating({ subject, employerId, at: day(2), cycleId, fit }),
    )
    const [colleague = ''] = await Promise.all(colleagues)
    for (const rater of raters.slice(1, 5)) {
      await sendRating({ subject, ...rater, at: day(2), cycleId, fit: '2' })
    }
    expect((await run(2)).versions).toBe(1)
    const before = await publicRows()
    await withdrawRater(subject, colleague, day(3))
    expect((await run(3)).versions).toBe(0)
    expect(await publicRows()).toBe(before)
    expect((await cohortsOf(subject))[0]?.carried).toEqual([0, 0, 0, 0, 0])
    expect((await recountReleases(command(4))).differences).toEqual([])
  })

  test('a hidden group is gone for readers, for good, and its members form no other', async () => {
    const { subject, raters } = await publishedGroup(5)
    const [cohort] = await cohortsOf(subject)
    const input = {
      subjectId: subject.subjectId,
      cohortId: cohort?.id ?? '',
      reason: 'Four of these are one office.',
    }
    await expect(
      hideCohort({ ...command(2), actor: { kind: 'anonymous' } }, input),
    ).rejects.toThrow(refusal('site.notSignedIn'))
    const operator = await operatorContext(day(2))
    const release = await listReleases({ limit: 1 })
    const listed = () => listGroups(operator, { releaseNo: release[0]?.no ?? 0, query: '' })
    const referred = async () =>
      (await publicRows()).split('\n').filter((line) => line.startsWith('release_reference'))
    const before = await listed()
    expect(before.groups.find((group) => group.cohortId === cohort?.id)).toMatchObject({
      subjectId: subject.subjectId,
      employers: raters.length,
    })
    expect(Object.keys(before.groups[0] ?? {})).not.toContain('counts')
    const references = await referred()
    const digest = release[0]?.digest
    await hideCohort(operator, input)
    expect((await listed()).total).toBe(before.total - 1)
    expect(await referred()).not.toEqual(references)
    expect((await listReleases({ limit: 1 }))[0]?.digest).not.toBe(digest)
    expect((await listHidden(operator))[0]).toMatchObject({
      cohortId: cohort?.id,
      scale: 'fit',
      goneSince: null,
    })
    expect((await recountReleases(command(2))).differences).toEqual([])
    await expect(hideCohort(operator, input)).rejects.toThrow(refusal('releases.noGroup'))
    expect(await publicRows()).not.toContain(cohort?.id)
    const cycleId = await makeCycle(subject, 'closed', day(3))
    for (const rater of raters)
      await sendRating({ subject, ...rater, at: day(3), cycleId, fit: '4' })
    expect((await run(3)).versions).toBe(0)
  })

  test('releases can be listed and cited by number; a recount notices a changed row', async () => {
    const { subject } = await publishedGroup(5)
    const [newest] = await listReleases({ limit: 3 })
    expect(newest).toMatchObject({
      no: expect.any(Number),
      digest: expect.stringMatching(/^\w{64}$/),
    })
    expect(await readRelease(newest?.no ?? 0)).toEqual(newest)
    await expect(readRelease(9999)).rejects.toThrow(refusal('releases.none'))
    expect((await recountReleases(command(9))).differences).toEqual([])
    await asPublisher(async (tx) => {
      const rows = await tx
        .delete(cohortVersions)
        .where(eq(cohortVersions.subjectId, subject.subjectId))
        .returning()
      const forged = rows.map((row) => ({ ...row, counts: [0, 0, 2, 2, 1] }))
      await tx.insert(cohortVersions).values(forged)
    })
    const { differences } = await recountReleases(command(9))
    expect(differences.map((difference) => difference.what).sort()).toEqual([
      'averages',
      'counts',
      'digest',
    ])
  })
})

function fail(): never {
  throw new Error('The test has no such rater.')
}
