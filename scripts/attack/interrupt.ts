import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import {
  adoptDatabase,
  closeDatabase,
  type Database,
  database,
  openEmbedded,
  openPostgres,
} from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { env } from '@/server/env'
import { systemContext } from '@/server/services/context'
import { runRelease } from '@/server/services/releases/run-release'
import {
  makeAskedSubject,
  makeCycle,
  makeEmployer,
  makeRater,
  sendRating,
  sendStatement,
} from '@/server/testing/ledger-factory'
import { fromRoot } from '../setup/paths.mjs'
import { startPostgres } from '../setup/postgres.mjs'
import type { Finding } from './finding'
import type { Random } from './random'

const MOMENT = new Date('2026-05-04T12:00:00Z')
/** Each is asked about twice, as a credential and as a job: more than a release takes into one transaction. */
const ASKED = 14

/** A database of its own: how this process opens it, and how another one finds it. */
type Place = { open: () => Promise<Database>; env: Record<string, string> }

/**
 * A process that publishes a release is killed at statements chosen at random, and the release run again: whatever
 * was left behind, the outcome must be that of a release nobody disturbed. Control: what is left without running it
 * again differs.
 */
export async function interruptPostgres(random: Random, kills: number): Promise<Finding> {
  const cluster = await startPostgres()
  const run = randomUUID().slice(0, 8)
  const made: string[] = []
  const copy = async (from?: string): Promise<[string, Place]> => {
    const name = `plumbline_attack_${run}_${made.length}`
    await onCluster(cluster.url, `CREATE DATABASE ${name} ${from ? `TEMPLATE ${from}` : ''}`)
    made.push(name)
    const url = new URL(cluster.url)
    url.pathname = `/${name}`
    const { href } = url
    return [name, { open: async () => openPostgres(href), env: { DATABASE_URL: href } }]
  }
  try {
    const [waiting, place] = await copy()
    await within(place, prepare)
    const fresh = async () => (await copy(waiting))[1]
    return await killAndRepeat('PostgreSQL', random, kills, fresh)
  } finally {
    for (const name of made) {
      await onCluster(cluster.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    }
    await cluster.stop()
  }
}

/** The same on the embedded database, whose whole server is the process that is killed. */
export async function interruptEmbedded(random: Random, kills: number): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-attack-'))
  let copies = 0
  try {
    const db = await openEmbedded()
    const snapshot = await within({ open: async () => db, env: {} }, async () => {
      await prepare()
      return db.dump()
    })
    return await killAndRepeat('the embedded database', random, kills, async () => {
      copies += 1
      const data = join(folder, String(copies))
      await (await openEmbedded(data, snapshot)).close()
      return { open: () => openEmbedded(data), env: { DATABASE_URL: '', PLUMBLINE_DATA: data } }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function killAndRepeat(
  engine: string,
  random: Random,
  kills: number,
  fresh: () => Promise<Place>,
): Promise<Finding> {
  const whole = await fresh()
  const { output } = await releaseElsewhere(whole, 0, 'never')
  const expected = await within(whole, fingerprint)
  const points: number[] = []
  let killed = 0
  let different = 0
  let unfinished = 0
  // One that ends before its statement comes is no kill: how many there are goes a little by the clock.
  while (killed < kills && points.length < 2 * kills) {
    const place = await fresh()
    const statement = 1 + random.below(Number(output))
    points.push(statement)
    const when = points.length % 2 === 0 ? 'before' : 'after'
    if ((await releaseElsewhere(place, statement, when)).signal !== 'SIGKILL') continue
    killed += 1
    await within(place, async () => {
      if ((await fingerprint()) !== expected) unfinished += 1
      await release()
      if ((await fingerprint()) !== expected) different += 1
    })
  }
  return {
    test: `R5 a release is killed, ${engine}`,
    tried: `${killed} processes killed at statement ${points.join(', ')} of ${output}, and run again`,
    recovered: `${different} ended otherwise than an undisturbed release, digest and rows`,
    control: `not run again: ${unfinished} of ${kills} differ`,
    passed: killed === kills && different === 0 && unfinished >= kills / 2,
  }
}

async function onCluster(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

async function within<T>({ open }: Place, work: () => Promise<T>): Promise<T> {
  adoptDatabase(await open())
  try {
    return await work()
  } finally {
    await closeDatabase()
  }
}

/** Subjects with six employers each, whose cycle has just closed. */
async function prepare(): Promise<void> {
  await migrate(await database())
  const employers = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const employerId = await makeEmployer()
      return { employerId, raterId: await makeRater(employerId) }
    }),
  )
  for (let index = 0; index < ASKED; index++) {
    const subject = await makeAskedSubject({ competencies: 2 })
    const cycleId = await makeCycle(subject, 'closed', MOMENT)
    for (const [place, employer] of employers.entries()) {
      const common = { subject, ...employer, at: MOMENT, cycleId }
      await sendRating({ ...common, fit: `${(index + place) % 5}${place % 5}` })
      await sendStatement({ ...common, importance: `${1 + (place % 4)}4` })
    }
  }
}

async function release(): Promise<void> {
  await runRelease(systemContext('command', 'attack', MOMENT), { trigger: 'command' })
}

/** Everything a release writes, the digest included; the ids of queued work are new each time and mean nothing. */
async function fingerprint(): Promise<string> {
  const tables = [
    ...['release', 'release_reference', 'cohort', 'cohort_version', 'cohort_member'],
    ...['pending_vote', 'outbox'],
  ]
  return (await database()).withOwner(async ({ query }) => {
    const lines: string[] = []
    for (const table of tables) {
      const { rows } = await query(
        `SELECT (to_jsonb(t) - '{${table === 'outbox' ? 'id,created_at' : 'created_at'}}'::text[])::text AS line FROM ${table} t ORDER BY 1`,
      )
      lines.push(table, ...rows.map((row) => String(row.line)))
    }
    return lines.join('\n')
  })
}

/** Runs a release in a process of its own: the signal that ended it, and what it said. */
async function releaseElsewhere(
  place: Place,
  statement: number,
  when: string,
): Promise<{ signal: unknown; output: string }> {
  const program = fromRoot('scripts/attack/killed-release.ts')
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', program, MOMENT.toISOString(), String(statement), when],
    {
      cwd: fromRoot(),
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        ...process.env,
        LOG_LEVEL: 'silent',
        PLUMBLINE_DEMO: '0',
        PUBLIC_DELAY_DAYS: String(env().publicDelayDays),
        ...place.env,
      },
    },
  )
  let output = ''
  child.stdout.on('data', (piece) => {
    output += piece
  })
  const [, signal] = await once(child, 'close')
  return { signal, output }
}
