import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { adoptDatabase, closeDatabase, openPostgres } from '@/server/db/client'
import { releases } from '@/server/db/schema/releases'
import { asPublisher } from '@/server/db/tenancy'
import { onCluster, urlOf } from '@/server/testing/cluster'
import {
  makeAskedSubject,
  makeCycle,
  makeEmployer,
  makeRater,
  sendRating,
} from '@/server/testing/ledger-factory'
import { releaseContext, runRelease } from './run-release'

const template = inject('postgresTemplate')
const moment = new Date('2026-05-04T12:00:00Z')
/** More than a release takes into one transaction. */
const SUBJECTS = 45

const run = randomUUID().replaceAll('-', '')
const [prepared, undisturbed, stopped] = ['prepared', 'whole', 'stopped'].map(
  (name) => `plumbline_test_${name}_${run}`,
)

const open = (name = '') =>
  adoptDatabase(openPostgres(urlOf(name, 'plumbline_test_app'), urlOf(name)))

/** The module as a process has it whose settings name that database. */
async function apartOn(name = '') {
  vi.stubEnv('DATABASE_URL', urlOf(name, 'plumbline_test_app'))
  vi.resetModules()
  const { releaseApart } = await import('./release-apart')
  const { releaseHere } = await import('./release-here')
  return { releaseApart, releaseHere }
}

async function digests() {
  const rows = await asPublisher((tx) => tx.select().from(releases).orderBy(releases.no))
  return rows.map(({ no, digest, versions }) => ({ no, digest, versions }))
}

async function prepare(): Promise<void> {
  const employers = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const employerId = await makeEmployer()
      return { employerId, raterId: await makeRater(employerId) }
    }),
  )
  for (let index = 0; index < SUBJECTS; index++) {
    const subject = await makeAskedSubject({ competencies: 1 })
    const cycleId = await makeCycle(subject, 'closed', moment)
    for (const [place, employer] of employers.entries()) {
      await sendRating({ subject, ...employer, at: moment, cycleId, fit: `${(index + place) % 5}` })
    }
  }
}

describe.skipIf(!template)('a release in a thread', () => {
  beforeAll(async () => {
    await onCluster(`CREATE DATABASE ${prepared} TEMPLATE ${template}`)
    open(prepared)
    await prepare()
    await closeDatabase()
    for (const name of [undisturbed, stopped]) {
      await onCluster(`CREATE DATABASE ${name} TEMPLATE ${prepared}`)
    }
  }, 180_000)
  afterAll(async () => {
    vi.unstubAllEnvs()
    for (const name of [prepared, undisturbed, stopped]) {
      await onCluster(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    }
  })

  test('publishes what one in this thread does, and one that was stopped comes to the same', async () => {
    open(undisturbed)
    await runRelease(releaseContext(moment), { trigger: 'nightly' })
    const expected = await digests()
    await closeDatabase()
    expect(expected).toMatchObject([{ no: 1, versions: SUBJECTS }])

    open(stopped)
    const { releaseApart, releaseHere } = await apartOn(stopped)
    const stopping = new AbortController()
    const first = releaseApart(releaseContext(moment), 'nightly', stopping.signal)
    // Its second transaction is under way: the first stays done, the second does not.
    const watching = setInterval(() => {
      if ((releaseHere()?.groups ?? 0) > 25) stopping.abort()
    }, 1)
    await expect(first).rejects.toThrow(/aborted/)
    clearInterval(watching)
    expect(releaseHere()).toBeNull()
    expect(await digests()).toMatchObject([{ no: 1, digest: null }])

    const report = await releaseApart(releaseContext(moment), 'nightly')
    expect(report).toMatchObject({ releaseNo: 1, problems: [] })
    expect(report.subjects).toBeLessThan(SUBJECTS)
    expect(await digests()).toEqual(expected)
    await closeDatabase()
  }, 120_000)
})
