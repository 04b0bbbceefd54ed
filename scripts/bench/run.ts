import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import pg from 'pg'
import { closeDatabase, openPostgres, adoptDatabase as serveFrom } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { type Context, systemContext } from '@/server/services/context'
import { readMap } from '@/server/services/maps/read-map'
import { submitRating } from '@/server/services/ratings/submit-rating'
import { runRelease } from '@/server/services/releases/run-release'
import { readSummary } from '@/server/services/summaries/read-summary'
import { startPostgres } from '../setup/postgres.mjs'
import { foldBaseline, insertBaseline, keyReadBaseline, WRITERS } from './baselines'
import { openCampaign, type Submission } from './campaign'
import { type Generated, generate } from './generate'
import { middle, type Timings, timeWork } from './measure'
import { type Row, report } from './report'

const SCORES = Number(process.argv[2] ?? 100_000)
const SUBMISSIONS = 600
const READS = 300
const RUNS = 3

process.env.PUBLIC_DELAY_DAYS = '0'
process.env.LOG_LEVEL = 'warn'

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const cluster = await startPostgres({ durable: true })
try {
  await main(cluster.url)
} finally {
  await cluster.stop()
}

async function main(url: string): Promise<void> {
  serveFrom(openPostgres(url))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await migrate(openPostgres(url))
    const made = await generate(client, SCORES)
    tell(`${made.scores} fit scores in ${made.ratings} ratings`)
    const rows = [
      ...(await measureRelease(url)),
      ...(await measureReads(url, made)),
      ...(await measureSubmit(url, client, made)),
    ]
    const { rows: version } = await client.query<{ server_version: string }>('SHOW server_version')
    const text = report(rows, {
      scores: made.scores,
      machine: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
      software: `Node ${process.versions.node}, PostgreSQL ${version[0]?.server_version.split(' ')[0]}`,
    })
    tell(text)
    if (SCORES === 100_000) writeFileSync('docs/benchmarks.md', text)
  } finally {
    await client.end()
    await closeDatabase()
  }
}

async function measureRelease(url: string): Promise<Row[]> {
  const folds = []
  for (let run = 0; run < RUNS; run += 1) folds.push(await foldBaseline(url))
  const fold = folds.sort((a, b) => a.seconds - b.seconds)[1]
  const began = performance.now()
  const published = await runRelease(systemContext('command', 'bench'), { trigger: 'command' })
  if (published.versions === 0)
    throw new Error(
      `The release published nothing to read: ${JSON.stringify(published).slice(0, 900)}`,
    )
  const seconds = (performance.now() - began) / 1000
  const scores = fold?.scores ?? 0
  return [
    {
      work: `release that publishes ${published.versions.toLocaleString('en')} groups`,
      baseline: 'the same rows packed and folded without a rule',
      figure: `${Math.round(scores / seconds).toLocaleString('en')} scores/s (${seconds.toFixed(1)} s)`,
      against: `${Math.round(scores / (fold?.seconds ?? 1)).toLocaleString('en')} scores/s`,
      ratio: (fold?.seconds ?? 0) / seconds,
      hold: '≥ 0.3 ×',
      held: (fold?.seconds ?? 0) / seconds >= 0.3,
    },
  ]
}

async function measureReads(url: string, made: Generated): Promise<Row[]> {
  const ctx = anonymous()
  const credential = made.credentials[0]?.slug ?? ''
  const occupation = made.occupationId.replace(/^.*:/, '')
  const key = await several(() => keyReadBaseline(url, READS))
  const map = await several(() =>
    timeWork(READS, 1, () =>
      readMap(ctx, { credential, occupation, region: 'all', sector: 'all' }),
    ),
  )
  const summary = await several(() =>
    timeWork(READS, 1, () => readSummary(ctx, { region: 'all', sector: made.sector })),
  )
  return [
    {
      work: 'read a competency map (service)',
      baseline: 'one row by its primary key',
      figure: `p50 ${map.p50.toFixed(1)} ms, p95 ${map.p95.toFixed(1)} ms`,
      against: `p50 ${key.p50.toFixed(2)} ms`,
      ratio: map.p50 / key.p50,
      hold: '≤ 6 ×',
      held: map.p50 / key.p50 <= 6,
    },
    {
      work: 'read an industry summary (service)',
      baseline: 'one row by its primary key',
      figure: `p50 ${summary.p50.toFixed(1)} ms, p95 ${summary.p95.toFixed(1)} ms`,
      against: `p50 ${key.p50.toFixed(2)} ms`,
      ratio: summary.p50 / key.p50,
      hold: 'p95 ≤ 100 ms',
      held: summary.p95 <= 100,
    },
  ]
}

async function measureSubmit(url: string, client: pg.Client, made: Generated): Promise<Row[]> {
  const campaign = (spread: boolean, seed: number) =>
    openCampaign(client, made, { count: SUBMISSIONS, spread, seed })
  const submit = (all: Submission[]) =>
    timeWork(all.length, WRITERS, (index) => {
      const one = all[index]
      if (!one) throw new Error('No such submission.')
      return submitRating({ ...anonymous(), code: one.code, session: one.session }, one.input)
    })
  const spread: Timings[] = []
  const hot: Timings[] = []
  const plain: Timings[] = []
  for (let run = 0; run < RUNS; run += 1) {
    plain.push(await insertBaseline(url, SUBMISSIONS * 4))
    spread.push(await submit(await campaign(true, 100 + run)))
    hot.push(await submit(await campaign(false, 200 + run)))
  }
  const [insert, many, one] = [middle(plain), middle(spread), middle(hot)]
  return [
    {
      work: `send a rating of 12 competencies (service, ${WRITERS} writers)`,
      baseline: `one-row inserts, ${WRITERS} writers`,
      figure: rate(many),
      against: rate(insert),
      ratio: many.perSecond / insert.perSecond,
      hold: '≥ 0.35 ×, p99 ≤ 4 ×',
      held: many.perSecond / insert.perSecond >= 0.35 && many.p99 <= 4 * insert.p99,
    },
    {
      work: 'the same, everybody on one credential',
      baseline: 'the same, spread over 20 credentials',
      figure: rate(one),
      against: rate(many),
      ratio: one.perSecond / many.perSecond,
      hold: '≥ 0.8 ×',
      held: one.perSecond / many.perSecond >= 0.8,
    },
  ]
}

async function several(run: () => Promise<Timings>): Promise<Timings> {
  await run()
  const runs: Timings[] = []
  for (let index = 0; index < RUNS; index += 1) runs.push(await run())
  return middle(runs)
}

function rate({ perSecond, p99 }: Timings): string {
  return `${Math.round(perSecond).toLocaleString('en')}/s, p99 ${p99.toFixed(1)} ms`
}

function anonymous(): Context {
  return { actor: { kind: 'anonymous' }, requestId: crypto.randomUUID(), now: new Date() }
}

function tell(text: string): void {
  process.stdout.write(`${text}\n`)
}
