import pg from 'pg'
import { adoptDatabase, closeDatabase, openPostgres } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { defaultLanguage } from '@/server/domain/default-language'
import type { MapFilter } from '@/server/domain/reading/map-filter'
import { type Context, systemContext } from '@/server/services/context'
import { readMap } from '@/server/services/maps/read-map'
import { submitRating } from '@/server/services/ratings/submit-rating'
import { runRelease } from '@/server/services/releases/run-release'
import { readSummary } from '@/server/services/summaries/read-summary'
import { foldBaseline, insertBaseline, keyReadBaseline, WRITERS } from './baselines'
import { openCampaign, type Submission } from './campaign'
import { type Generated, generate } from './generate'
import { middle, type Timings, timeWork } from './measure'
import type { Measured, Released } from './measured'

const SUBMISSIONS = 600
const READS = 200
const RUNS = 3
const SECTOR = '31-33'

const [url = '', scores = ''] = process.argv.slice(2)
process.stdout.write(`${JSON.stringify(await measure(url, Number(scores)))}\n`)

/** Everything at one size, in a process of its own, so that its memory is its own. */
async function measure(databaseUrl: string, size: number): Promise<Measured> {
  const db = openPostgres(databaseUrl)
  await migrate(db)
  adoptDatabase(db)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const made = await generate(client, size)
    tell(
      `${made.scores.toLocaleString(defaultLanguage)} scores from ${made.employers.toLocaleString(defaultLanguage)} employers`,
    )
    const bytes = await ledgerBytes(client)
    const release = await released(size)
    const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024)
    await client.query('VACUUM ANALYZE')
    const folds = []
    for (let run = 0; run < RUNS; run += 1) folds.push(await foldBaseline(databaseUrl))
    const fold = folds.sort((a, b) => a.seconds - b.seconds)[1] ?? { seconds: 0, scores: 0 }
    const quiet = await afterOneMore(
      client,
      made.credentials[Math.floor(made.credentials.length / 2)]?.subjectId,
    )
    const hot = await afterOneMore(client, made.credentials[0]?.subjectId)
    return {
      scores: made.scores,
      ratings: made.ratings,
      employers: made.employers,
      credentials: made.credentials.length,
      bytesAScore: bytes / (2 * made.scores),
      fold,
      release,
      peakMiB,
      quiet,
      hot,
      ...(await reads(databaseUrl, client, made)),
      ...(await sends(databaseUrl, client, made)),
    }
  } finally {
    await client.end()
    await closeDatabase()
  }
}

async function released(size: number): Promise<Released> {
  const began = performance.now()
  const report = await runRelease(systemContext('command', 'bench'), {
    trigger: 'command',
    progress: ({ subjects }) => {
      if (subjects % 100 === 0 && size > 100_000) tell(`released ${subjects} subjects`)
    },
  })
  if (report.problems.length > 0) {
    throw new Error(`The release met problems: ${JSON.stringify(report.problems[0])}`)
  }
  const { subjects, versions, scores } = report
  return { seconds: (performance.now() - began) / 1000, subjects, versions, scores }
}

/** A release after one further answer: what a night costs on which little happened. */
async function afterOneMore(client: pg.Client, subjectId = ''): Promise<Released> {
  await client.query(
    `INSERT INTO rating (subject_id, id, organization_id, rater_id, question_list_id, fit, exposure, value, rater_role,
       region_id, sector, client_key, body_hash, submitted_at)
     SELECT subject_id, gen_random_uuid(), organization_id, rater_id, question_list_id, fit, exposure, value, rater_role,
       region_id, sector, gen_random_uuid(), 'bench', now() - interval '8 days'
     FROM rating WHERE subject_id = $1 LIMIT 1`,
    [subjectId],
  )
  await client.query(
    `INSERT INTO outbox (subject_id, id, kind, payload, available_at) VALUES ($1, gen_random_uuid(), 'subject.touched', '{}', now() - interval '1 minute')`,
    [subjectId],
  )
  return released(0)
}

async function reads(
  databaseUrl: string,
  client: pg.Client,
  made: Generated,
): Promise<Pick<Measured, 'key' | 'map' | 'summary'>> {
  const [hottest] = made.credentials
  const [job] = made.occupations
  const { rows } = await client.query<{ slug: string }>(
    `SELECT slug FROM region WHERE id = (SELECT region_id FROM rating LIMIT 1)`,
  )
  const map: MapFilter = {
    credential: hottest?.slug ?? '',
    occupation: job?.id.replace(/^.*:/, '') ?? '',
    region: 'all',
    sector: 'all',
  }
  const summary = { region: rows[0]?.slug ?? '', sector: SECTOR } as const
  return {
    key: await several(() => keyReadBaseline(databaseUrl, READS)),
    map: await several(() => timeWork(READS, 1, () => readMap(anonymous(), map))),
    summary: await several(() => timeWork(READS, 1, () => readSummary(anonymous(), summary))),
  }
}

async function sends(
  databaseUrl: string,
  client: pg.Client,
  made: Generated,
): Promise<Pick<Measured, 'insert' | 'spread' | 'crowd'>> {
  const campaign = (spread: boolean, seed: number) =>
    openCampaign(client, made, { count: SUBMISSIONS, spread, seed })
  const submit = (all: Submission[]) =>
    timeWork(all.length, WRITERS, (index) => {
      const one = all[index]
      if (!one) throw new Error('No such submission.')
      return submitRating({ ...anonymous(), code: one.code, session: one.session }, one.input)
    })
  const spread: Timings[] = []
  const crowd: Timings[] = []
  const insert: Timings[] = []
  await submit(await campaign(true, 99))
  for (let run = 0; run < RUNS; run += 1) {
    insert.push(await insertBaseline(databaseUrl, SUBMISSIONS * 4))
    spread.push(await submit(await campaign(true, 100 + run)))
    crowd.push(await submit(await campaign(false, 200 + run)))
  }
  return { insert: middle(insert), spread: middle(spread), crowd: middle(crowd) }
}

async function ledgerBytes(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    `SELECT pg_total_relation_size('rating') + pg_total_relation_size('requirement_statement') AS bytes`,
  )
  return Number(rows[0]?.bytes)
}

async function several(run: () => Promise<Timings>): Promise<Timings> {
  await run()
  const runs: Timings[] = []
  for (let index = 0; index < RUNS; index += 1) runs.push(await run())
  return middle(runs)
}

function anonymous(): Context {
  return { actor: { kind: 'anonymous' }, requestId: crypto.randomUUID(), now: new Date() }
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`)
}
