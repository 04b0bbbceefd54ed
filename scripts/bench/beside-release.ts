import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { residentMemory } from '@/server/child/resident-memory'
import { adoptDatabase, closeDatabase, openPostgres } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { defaultLanguage } from '@/server/domain/default-language'
import { releaseContext, runRelease } from '@/server/services/releases/run-release'
import { type Served, withSite } from './flood/site'
import { type Generated, generate } from './generate'
import type { Section } from './section'

const SCORES = Number(process.argv[3] ?? 1_000_000)
/** Subjects that a release before has published, so that there are maps to read. */
const PUBLISHED = 12
const ALONE = { cached: 300, uncached: 40 }
const HOLDS = { cached: 1.5, uncached: 4, stall: 250, memory: 512 }
const sectors = ['all', '31-33', '62', '23', '54']

const [url = ''] = process.argv.slice(2)
if (!existsSync(`${process.env.NEXT_DIST_DIR || '.next'}/BUILD_ID`)) {
  process.stderr.write('There is no production build: run `npm run build` first.\n')
  process.exit(69)
}
process.stdout.write(`${JSON.stringify(await measure())}\n`)

type Times = { cached: number[]; uncached: number[] }

async function measure(): Promise<Section> {
  let section: Section | undefined
  await withSite(url, async (site) => {
    const client = new pg.Client({ connectionString: site.url })
    await client.connect()
    try {
      const made = await prepare(client, site.url)
      // Its first look finds nothing due, so that what is alone is alone.
      await holdNight(client)
      const served = await site.serve()
      try {
        section = await beside(client, served, pagesOf(made, await regionsOf(client)))
      } finally {
        await served.stop()
      }
    } finally {
      await client.end()
    }
  })
  if (!section) throw new Error('Nothing was measured.')
  return section
}

/** Everything is asked, the most asked credentials with their occupations are published, and the rest waits. */
async function prepare(client: pg.Client, databaseUrl: string): Promise<Generated> {
  const database = openPostgres(databaseUrl)
  adoptDatabase(database)
  await migrate(database)
  const made = await generate(client, SCORES)
  const first = made.credentials.slice(0, PUBLISHED)
  const subjects = first.flatMap(({ subjectId, occupation }) => [
    subjectId,
    made.occupations[occupation]?.subjectId,
  ])
  await client.query(
    `CREATE TABLE bench_waiting AS SELECT * FROM outbox WHERE kind = 'subject.touched' AND NOT subject_id = ANY($1::uuid[])`,
    [subjects],
  )
  await client.query(
    `DELETE FROM outbox WHERE (subject_id, id) IN (SELECT subject_id, id FROM bench_waiting)`,
  )
  await runRelease(releaseContext(), { trigger: 'command' })
  await closeDatabase()
  return made
}

async function holdNight(client: pg.Client): Promise<void> {
  await client.query(
    `INSERT INTO job_run (job, ran_at) VALUES ('nightly-release', now() + interval '1 day') ON CONFLICT (job) DO UPDATE SET ran_at = excluded.ran_at`,
  )
}

/** Leaves what waits, and the night free for the job of the site to take. */
async function startNight(client: pg.Client): Promise<void> {
  await client.query('INSERT INTO outbox SELECT * FROM bench_waiting')
  await client.query(`DELETE FROM job_run WHERE job IN ('nightly-release', 'release')`)
}

type Pages = { cached: string; uncached: string[] }

async function regionsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ slug: string }>(
    'SELECT slug FROM region WHERE id IN (SELECT DISTINCT region_id FROM rating) ORDER BY slug',
  )
  return ['all', ...rows.map(({ slug }) => slug)]
}

function pagesOf(made: Generated, regions: string[]): Pages {
  const maps = made.credentials.slice(0, PUBLISHED).map(({ slug, occupation }) => {
    const code = made.occupations[occupation]?.id.replace(/^.*:/, '') ?? ''
    return `/maps/${slug}/${code}`
  })
  const [hottest = ''] = maps
  const filters = regions.flatMap((region) => sectors.map((sector) => `${region}/${sector}`))
  return {
    cached: `${hottest}/all/all`,
    uncached: filters.flatMap((filter) => maps.map((map) => `${map}/${filter}`)).slice(1),
  }
}

/** One client reads map pages alone, and again while the site makes the release. */
async function beside(client: pg.Client, { origin, pid }: Served, pages: Pages): Promise<Section> {
  const read = reader(origin, pages)
  for (let time = 0; time < 20; time += 1) await read.cached()
  for (let time = 0; time < 5; time += 1) await read.uncached()
  const alone: Times = { cached: [], uncached: [] }
  while (alone.uncached.length < ALONE.uncached) {
    alone.uncached.push(await read.uncached())
    for (let time = 0; time * ALONE.uncached < ALONE.cached; time += 1) {
      alone.cached.push(await read.cached())
    }
  }
  const memory = watchMemory(pid)
  await startNight(client)
  const began = await until(client, `FROM job_run WHERE job = 'nightly-release-maker'`)
  const during: Times = { cached: [], uncached: [] }
  let over = false
  const ended = until(client, 'FROM release WHERE no = 2 AND finished_at IS NOT NULL').then(
    (at) => {
      over = true
      return at
    },
  )
  while (!over) {
    if (read.left() > 0) during.uncached.push(await read.uncached())
    for (let time = 0; time < 8 && !over; time += 1) during.cached.push(await read.cached())
  }
  const seconds = ((await ended) - began) / 1000
  return sectionOf({ alone, during, seconds, peakMiB: memory.stop() / 2 ** 20 })
}

function reader(origin: string, pages: Pages) {
  const fresh = [...pages.uncached]
  const time = async (path: string) => {
    const began = performance.now()
    const answer = await fetch(`${origin}${path}`)
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}.`)
    return performance.now() - began
  }
  return {
    cached: () => time(pages.cached),
    uncached: () => time(fresh.shift() ?? ''),
    left: () => fresh.length,
  }
}

/** Waits until there is such a row; by this process's clock. */
async function until(client: pg.Client, such: string): Promise<number> {
  for (let tries = 0; tries < 6_000; tries += 1) {
    const { rows } = await client.query(`SELECT 1 ${such}`)
    if (rows.length > 0) return performance.now()
    await sleep(100)
  }
  throw new Error('The release did not come about within ten minutes.')
}

function watchMemory(pid: number) {
  let most = 0
  const timer = setInterval(async () => {
    most = Math.max(most, (await residentMemory(pid)) ?? 0)
  }, 50)
  return {
    stop() {
      clearInterval(timer)
      return most
    },
  }
}

type Measured = { alone: Times; during: Times; seconds: number; peakMiB: number }

function sectionOf({ alone, during, seconds, peakMiB }: Measured): Section {
  const row = (kind: 'cached' | 'uncached') => {
    const [before, beside] = [median(alone[kind]), median(during[kind])]
    const ratio = beside / before
    return {
      work: `A map page during the release, ${kind}`,
      baseline: 'the same before it',
      hold: `≤ ${HOLDS[kind]} ×`,
      measured: `median ${beside.toFixed(1)} ms of ${during[kind].length}, before ${before.toFixed(1)} ms of ${alone[kind].length}: ${ratio.toFixed(2)} ×`,
      held: ratio <= HOLDS[kind],
    }
  }
  const stall = Math.max(...during.cached)
  return {
    title: 'Pages beside a release',
    lede: `A site makes the night's release of ${SCORES.toLocaleString(defaultLanguage)} fit scores and as many of importance in its thread (${seconds.toFixed(1)} s), while one client reads map pages of the production build: the same one eight times, then one nobody has asked for.`,
    rows: [
      row('cached'),
      row('uncached'),
      {
        work: 'The longest wait for the cached page during the release',
        baseline: '',
        hold: `≤ ${HOLDS.stall} ms`,
        measured: `${stall.toFixed(0)} ms; before it ${Math.max(...alone.cached).toFixed(0)} ms`,
        held: stall <= HOLDS.stall,
      },
      {
        work: 'Resident memory of the site during the release, at most',
        baseline: '',
        hold: `≤ ${HOLDS.memory} MiB`,
        measured: `${peakMiB.toFixed(0)} MiB`,
        held: peakMiB <= HOLDS.memory,
      },
    ],
  }
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
