import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openPostgres } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { startTcpProxy } from '@/server/testing/tcp-proxy'
import { type Generated, generate } from '../bench/generate'
import { buildApp } from '../setup/build.mjs'
import { HOST } from '../setup/port.mjs'
import { makeApplication } from './application'
import { ask, canMakeSmallDisk, makeCluster, postgresVersion } from './cluster'
import { type Kind, kinds, type World } from './kinds'
import { report, table } from './report'
import { failuresOf, type Round, runRound } from './round'

const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 3)
const asked = process.argv.slice(2)
const chosen = kinds.filter(
  ({ name }) => asked.length === 0 || asked.some((word) => name.includes(word)),
)
const COMPLETE = asked.length === 0 && ROUNDS >= 3
const SCORES = 3_000

/** What has to be undone, however the run ends; the last first. */
const undo: (() => Promise<void>)[] = []

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await leave()
    process.exit(130)
  })
}

try {
  process.exitCode = await main()
} finally {
  await leave()
}

async function main(): Promise<number> {
  await buildApp()
  const rounds: Round[] = []
  const skipped: string[] = []
  for (const smallDisk of [false, true]) {
    const wanted = chosen.filter((kind) => (kind.smallDisk ?? false) === smallDisk)
    if (wanted.length === 0) continue
    if (smallDisk && !canMakeSmallDisk()) {
      skipped.push(
        ...wanted.map(
          ({ name }) => `${name}, which needs a small disk that only the superuser can make`,
        ),
      )
      continue
    }
    rounds.push(...(await runKinds(wanted, smallDisk)))
  }
  for (const line of skipped) say(`skipped: ${line}`)
  say(`\n${table(rounds)}`)
  const held = rounds.filter((round) => failuresOf(round).length === 0).length
  say(`\n${held} passed, ${rounds.length - held} failed`)
  if (COMPLETE) writeFileSync('docs/faults.md', report(rounds, { ...setting(), skipped }))
  return held === rounds.length && rounds.length > 0 ? 0 : 1
}

/** Every kind in turn, and that several times, over one site. */
async function runKinds(wanted: Kind[], smallDisk: boolean): Promise<Round[]> {
  const since = undo.length
  const { world, made } = await openWorld(smallDisk)
  const rounds: Round[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, kind] of wanted.entries()) {
      const seed = 1 + round * kinds.length + at + (smallDisk ? 1_000 : 0)
      const done = await runRound(world, made, { kind, seed })
      rounds.push(done)
      say(
        `${failuresOf(done).length === 0 ? 'held  ' : 'FAILED'} ${table([done]).split('\n').at(-1)}`,
      )
    }
  }
  await leave(since)
  return rounds
}

async function openWorld(smallDisk: boolean): Promise<{ world: World; made: Generated }> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-faults-log-'))
  undo.push(async () => rmSync(folder, { recursive: true, force: true }))
  const cluster = await makeCluster({ smallDisk, undo })
  const made = await prepare(cluster.url)
  const proxy = await startTcpProxy({ host: HOST, port: cluster.port })
  undo.push(() => proxy.close())
  const owner = new URL(cluster.url)
  owner.host = `${HOST}:${proxy.port}`
  const login = new URL(owner)
  login.username = 'plumbline_faults'
  login.password = 'plumbline'
  const app = await makeApplication({
    app: login.href,
    owner: owner.href,
    log: join(folder, 'application.log'),
    secret: randomUUID() + randomUUID(),
  })
  undo.push(() => app.end('SIGKILL'))
  await app.start()
  return { world: { app, cluster, proxy }, made }
}

async function prepare(url: string): Promise<Generated> {
  await ask(url, "CREATE ROLE plumbline_faults LOGIN NOINHERIT PASSWORD 'plumbline'")
  const login = new URL(url)
  login.username = 'plumbline_faults'
  const db = openPostgres(login.href, url)
  await migrate(db)
  await db.close()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await generate(client, SCORES)
  } finally {
    await client.end()
  }
}

async function leave(since = 0): Promise<void> {
  for (const step of undo.splice(since).reverse()) {
    await step().catch((error: unknown) => say(String(error)))
  }
}

function setting() {
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    software: `Node ${process.versions.node}, PostgreSQL ${postgresVersion()}`,
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
