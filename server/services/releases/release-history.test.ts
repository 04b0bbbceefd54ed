import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { cohortVersions, releaseReferences } from '@/server/db/schema/releases'
import { asPublisher } from '@/server/db/tenancy'
import { COHORT_DEFAULTS, emptyItem } from '@/server/domain/method/cohort-state'
import { type ItemEvent, releaseItem } from '@/server/domain/method/cohorts'
import { quarterOf } from '@/server/domain/method/map-cells'
import { systemContext } from '@/server/services/context'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  type AskedSubject,
  makeAskedSubject,
  makeCycle,
  makeEmployer,
  makeRater,
  sendRating,
  withdrawRater,
} from '@/server/testing/ledger-factory'
import { recountReleases } from './recount-releases'
import { rewriteReferences } from './release-references'
import { runRelease } from './run-release'

const config = { ...COHORT_DEFAULTS, scale: 'fit' as const }
const DAY = 86_400_000

type Employer = {
  employerId: string
  raterId: string
  region: string
  sector: string
  rated: boolean
}

/** A generator of the same history for the same seed. */
function randomFrom(seed: number): (n: number) => number {
  let state = seed
  return (n) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor(((state >>> 8) / 16_777_216) * n)
  }
}

async function employersOf(count: number, below: (n: number) => number): Promise<Employer[]> {
  const employers: Employer[] = []
  for (let index = 0; index < count; index++) {
    const employerId = await makeEmployer()
    employers.push({
      employerId,
      raterId: await makeRater(employerId),
      region: ['us-wi', 'us-wi', 'us-mi'][below(3)] ?? 'us-wi',
      sector: ['31-33', '23'][below(2)] ?? '23',
      rated: false,
    })
  }
  return employers
}

type Happened = Exclude<ItemEvent, { type: 'close' }>

/** What happens to an employer before the next release, told to the ledger and to the model alike. */
async function happen(
  { subject, at, cycleId }: { subject: AskedSubject; at: Date; cycleId: string | null },
  employer: Employer,
  below: (n: number) => number,
): Promise<Happened | null> {
  const { employerId, raterId, region, sector } = employer
  if (employer.rated && below(8) === 0) {
    employer.rated = false
    await withdrawRater(subject, raterId, at)
    return { type: 'withdraw', employer: employerId }
  }
  if (below(3) === 0) return null
  employer.rated = true
  const level = below(5)
  await sendRating({
    subject,
    employerId,
    raterId,
    region,
    sector,
    fit: String(level),
    at,
    ...(cycleId ? { cycleId } : { heldUntil: at }),
  })
  const since = quarterOf(at) + 1
  return { type: 'rate', employer: employerId, region, sector, level, turn: cycleId, since }
}

/** A cycle that asked fewer than five has no run of its own. */
function withRun(happened: readonly Happened[], cycleId: string | null): ItemEvent[] {
  const asked = happened.filter((event) => event.type === 'rate')
  if (cycleId !== null && asked.length >= 5) {
    return [...happened, { type: 'close', turn: cycleId, byIndustry: false }]
  }
  return [...happened]
}

/** Where estimates start from, by release, scale and framework. */
async function references(): Promise<string[]> {
  const rows = await asPublisher((tx) => tx.select().from(releaseReferences))
  return rows
    .map((row) => [row.releaseNo, row.scale, row.frameworkKey, row.counts].join(' '))
    .sort()
}

describeOnBothEngines('the stored release and the pure rules', () => {
  test.each([23])(
    'publish the same over a random history of six years (seed %i)',
    async (seed) => {
      const below = randomFrom(seed)
      const subject = await makeAskedSubject({ competencies: 1 })
      const employers = await employersOf(18, below)
      let state = emptyItem()
      let now = new Date('2020-02-01T08:00:00Z')
      const expected: string[] = []
      for (let step = 0; step < 16; step++) {
        // Long silences too, so that cohorts dissolve and their members may join others.
        now = new Date(now.getTime() + (1 + below(200)) * DAY + (step === 9 ? 1800 * DAY : 0))
        const cycleId = below(2) === 0 ? await makeCycle(subject, 'closed', now) : null
        const asking = { subject, at: now, cycleId }
        const happened: Happened[] = []
        for (const employer of employers) {
          const event = below(4) > 0 ? await happen(asking, employer, below) : null
          if (event) happened.push(event)
        }
        const events = withRun(happened, cycleId)
        const result = releaseItem(state, events, quarterOf(now), config)
        state = result.state
        for (const { version, scope, counts } of result.published) {
          expected.push([step, version, scope.region, scope.sector, counts].join(' '))
        }
        await runRelease(systemContext('command', 'test', now), { trigger: 'command' })
        const rows = await asPublisher((tx) =>
          tx
            .select()
            .from(cohortVersions)
            .where(eq(cohortVersions.subjectId, subject.subjectId))
            .orderBy(asc(cohortVersions.createdAt)),
        )
        const stored = rows
          .filter((row) => row.createdAt.getTime() === now.getTime())
          .map((row) => [step, row.no, row.regionId, row.sector, row.counts].join(' '))
        expect(stored.sort()).toEqual(expected.filter((line) => line.startsWith(`${step} `)).sort())
        const carried = await references()
        await asPublisher((tx) => rewriteReferences(tx, now))
        expect(carried).toEqual(await references())
      }
      expect(expected.length).toBeGreaterThan(5)
      const { differences } = await recountReleases(systemContext('command', 'test', now))
      expect(differences).toEqual([])
    },
    120_000,
  )
})
