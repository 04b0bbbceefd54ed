import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import pg from 'pg'
import { adoptDatabase, closeDatabase, database, openPostgres } from '@/server/db/client'
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

const KILLS = 8
const MOMENT = new Date('2026-05-04T12:00:00Z')
/** More than a release takes into one transaction, so that kills fall before, between and after its commits. */
const SUBJECTS = 16

/**
 * A process that publishes a release is killed at statements chosen at random, and the release run again: whatever
 * was left behind, the outcome must be that of a release nobody disturbed. Control: what is left without running it
 * again differs.
 */
export async function interruptAttack(random: Random): Promise<Finding> {
  const cluster = await startPostgres()
  const run = randomUUID().slice(0, 8)
  const made: string[] = []
  const copy = async (from?: string): Promise<string> => {
    const name = `plumbline_attack_${run}_${made.length}`
    await onCluster(cluster.url, `CREATE DATABASE ${name} ${from ? `TEMPLATE ${from}` : ''}`)
    made.push(name)
    return name
  }
  const at = (name: string) => {
    const url = new URL(cluster.url)
    url.pathname = `/${name}`
    return url.href
  }
  try {
    const waiting = await copy()
    await within(at(waiting), prepare)
    const whole = await copy(waiting)
    const statements = await countStatements(() => within(at(whole), release))
    const expected = await within(at(whole), fingerprint)
    const points = Array.from({ length: KILLS }, (_, index) => ({
      statement: 1 + random.below(statements),
      when: index % 2 === 0 ? 'before' : 'after',
    }))
    let killed = 0
    let different = 0
    let unfinished = 0
    for (const { statement, when } of points) {
      const name = await copy(waiting)
      if ((await killAt(at(name), statement, when)) === 'SIGKILL') killed += 1
      if ((await within(at(name), fingerprint)) !== expected) unfinished += 1
      await within(at(name), release)
      if ((await within(at(name), fingerprint)) !== expected) different += 1
    }
    return {
      test: 'R5 a release is killed and run again',
      tried: `${killed} processes killed at statement ${points.map((point) => point.statement).join(', ')} of ${statements}`,
      recovered: `${different} ended otherwise than an undisturbed release, digest and rows`,
      control: `not run again: ${unfinished} of ${KILLS} differ`,
      passed: killed === KILLS && different === 0 && unfinished > KILLS / 2,
    }
  } finally {
    for (const name of made) {
      await onCluster(cluster.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    }
    await cluster.stop()
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

async function within<T>(url: string, work: () => Promise<T>): Promise<T> {
  adoptDatabase(openPostgres(url))
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
  for (let index = 0; index < SUBJECTS; index++) {
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

async function countStatements(work: () => Promise<void>): Promise<number> {
  const send = pg.Client.prototype.query
  let seen = 0
  pg.Client.prototype.query = new Proxy(send, {
    apply(target, client, given) {
      seen += 1
      return Reflect.apply(target, client, given)
    },
  })
  try {
    await work()
  } finally {
    pg.Client.prototype.query = send
  }
  return seen
}

/** Everything a release writes, the digest included; the ids of queued work are new each time and mean nothing. */
async function fingerprint(): Promise<string> {
  const tables = [
    ...['release', 'release_reference', 'cohort', 'cohort_version', 'cohort_member'],
    ...['pending_vote', 'subject_progress', 'outbox'],
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

/** The signal that ended the process. */
async function killAt(url: string, statement: number, when: string): Promise<unknown> {
  const program = fromRoot('scripts/attack/killed-release.ts')
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', program, MOMENT.toISOString(), String(statement), when],
    {
      cwd: fromRoot(),
      stdio: 'ignore',
      env: {
        ...process.env,
        DATABASE_URL: url,
        PLUMBLINE_DEMO: '0',
        PUBLIC_DELAY_DAYS: String(env().publicDelayDays),
      },
    },
  )
  const [, signal] = await once(child, 'exit')
  return signal
}
