import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { adoptDatabase, closeDatabase, openPostgres } from '@/server/db/client'
import type { OrgContext } from '@/server/services/context'
import { onCluster, urlOf } from '@/server/testing/cluster'
import { orgContext } from '@/server/testing/organizations-factory'

const template = inject('postgresTemplate')
const name = `plumbline_test_${randomUUID().replaceAll('-', '')}`
const folder = mkdtempSync(join(tmpdir(), 'plumbline-large-'))
const items = 3000
const mib = 2 ** 20

const settings = () => ({
  PATH: process.env.PATH ?? '',
  NODE_ENV: 'production' as const,
  DATABASE_URL: urlOf(name, 'plumbline_test_app'),
  DATABASE_OWNER_URL: urlOf(name),
  AUTH_SECRET: 'pGm4tYk1vQ8rZ0sWb7uXc3dEf6hJ9aLn',
  APP_URL: 'https://plumbline.example.org',
  TRUSTED_PROXIES: '1',
  PLUMBLINE_DATA: join(folder, 'data'),
  JOBS: 'off',
})

const uuid = (n: number) => `7f000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const at = (n: number) => ({ identifier: uuid(n), uri: `https://x.example/${n}`, title: '' })

/** A set of more than 10 MB whose first item says `word`. */
function writeSet(word: string): string {
  const file = join(folder, `${word}.json`)
  const note = 'what is read and is not said again. '.repeat(110)
  const numbers = Array.from({ length: items }, (_, n) => n + 1)
  const set = {
    CFDocument: { ...at(0), title: 'State set', language: 'en' },
    CFItems: numbers.map((n) => ({ ...at(n), fullStatement: `Says ${word} ${n}`, notes: note })),
    CFAssociations: numbers.map((n) => ({
      ...{ ...at(items + n), associationType: 'isChildOf', originNodeURI: at(n) },
      destinationNodeURI: at(n % 10 === 1 ? 0 : n - (n % 10 || 10) + 1),
    })),
  }
  writeFileSync(file, JSON.stringify(set))
  return file
}

type Run = { child: ChildProcess; said: () => string; end: Promise<number | null> }

function start(file: string, slug: string): Run {
  const run = ['--conditions=react-server', '--import', 'tsx', 'scripts/plumbline.ts', 'import']
  const child = spawn(process.execPath, [...run, file, '--as', slug, '--reworded', 'all'], {
    env: settings(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece) => {
      said += piece
    })
  }
  const end = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, said: () => said, end }
}

describe.skipIf(!template)('a large set that the command imports', () => {
  let watch: pg.Client
  let ctx: OrgContext
  beforeAll(async () => {
    await onCluster(`CREATE DATABASE ${name} TEMPLATE ${template}`)
    adoptDatabase(openPostgres(urlOf(name, 'plumbline_test_app'), urlOf(name)))
    ctx = await orgContext({ kind: 'provider' })
    watch = new pg.Client({ connectionString: urlOf(name) })
    await watch.connect()
  })
  afterAll(async () => {
    await watch.end()
    await closeDatabase()
    await onCluster(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    rmSync(folder, { recursive: true, force: true })
  })

  /** All that an import writes, by table: how many rows and what they hold. */
  async function everything(): Promise<unknown> {
    const tables = ['framework', 'framework_version', 'competency', 'competency_version', 'import']
    const more = [
      'competency_association',
      'competency_closure',
      'external_identifier',
      'audit_event',
    ]
    const found: Record<string, unknown> = {}
    for (const table of [...tables, ...more]) {
      const { rows } = await watch.query(
        `SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) FROM ${table} t`,
      )
      found[table] = rows[0]
    }
    return found
  }
  const words = async () => {
    const { rows } = await watch.query(
      `SELECT count(*)::int AS all, count(*) FILTER (WHERE statement LIKE 'Says first %')::int AS first,
        count(*) FILTER (WHERE statement LIKE 'Says second %')::int AS second
       FROM competency k JOIN competency_version v ON v.id = k.current_version_id WHERE k.retired_at IS NULL`,
    )
    return rows[0]
  }
  /** Waits until the command's transaction runs a statement like this. */
  async function until(statement: string, run: Run): Promise<void> {
    const ended = { now: false }
    void run.end.then(() => {
      ended.now = true
    })
    while (!ended.now) {
      const { rows } = await watch.query(
        'SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE $1',
        [statement],
      )
      if (rows.length > 0) return
      await sleep(1)
    }
  }
  /** The database notices by itself that whoever began a transaction is gone. */
  async function settled(): Promise<void> {
    for (;;) {
      const { rows } = await watch.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
           AND xact_start IS NOT NULL`,
      )
      if (rows.length === 0) return
      await sleep(50)
    }
  }

  const moments: [string, (run: Run) => Promise<unknown>][] = [
    ['while it is looked at', () => sleep(1500)],
    ['before anything is staged', (run) => until('%CREATE TEMPORARY TABLE staged_item%', run)],
    ['between two batches', (run) => until('%INSERT INTO staged_link%', run)],
    ['while it is compared', (run) => until('%staged_end%', run)],
    ['while its rows are stored', (run) => until('%INSERT INTO competency_version%', run)],
    ['while its links are stored', (run) => until('%INSERT INTO competency_association%', run)],
    ['while its closure is stored', (run) => until('%INSERT INTO competency_closure%', run)],
    ['at its last statement', (run) => until('%insert into "audit_event"%', run)],
    ['at any moment', () => sleep(2000 + Math.random() * 3000)],
    ['at any other moment', () => sleep(2000 + Math.random() * 3000)],
  ]

  async function killAtEach(file: string, slug: string, when = moments): Promise<void> {
    for (const [moment, reach] of when) {
      const before = await everything()
      const run = start(file, slug)
      await reach(run)
      run.child.kill('SIGKILL')
      await run.end
      await settled()
      const after = await everything()
      if (/Imported\.\n$/.test(run.said())) continue
      // The commit may have been on its way: then all of it is there.
      const isWhole = JSON.stringify(after) !== JSON.stringify(before)
      if (isWhole) expect(await words(), moment).toMatchObject({ all: items })
      else expect(after, moment).toEqual(before)
    }
  }

  test('is there wholly or not at all, wherever the command is killed', async () => {
    const { slug } = ctx.organization
    const first = writeSet('first')
    await killAtEach(first, slug)
    const again = start(first, slug)
    expect(await again.end, again.said()).toBe(0)
    expect(await words()).toEqual({ all: items, first: items, second: 0 })

    const second = writeSet('second')
    await killAtEach(second, slug, moments.slice(4))
    const last = start(second, slug)
    expect(await last.end, last.said()).toBe(0)
    expect(await words()).toEqual({ all: items, first: 0, second: items })
    expect(last.said()).toMatch(/(?:Imported|Nothing is new)\.\n$/)
  }, 900_000)

  test('takes no more memory than 256 MB', async () => {
    const run = start(writeSet('third'), ctx.organization.slug)
    let most = 0
    const look = setInterval(() => {
      const status = `/proc/${run.child.pid}/status`
      const found = /^VmHWM:\s*(\d+) kB$/m.exec(readStatus(status))?.[1]
      most = Math.max(most, Number(found ?? 0) * 1024)
    }, 50)
    expect(await run.end, run.said()).toBe(0)
    clearInterval(look)
    expect(most).toBeGreaterThan(process.platform === 'linux' ? 50 * mib : -1)
    expect(most).toBeLessThanOrEqual(256 * mib)
    expect(run.said()).toMatch(/^Importing third\.json … .+ of 1\d\.\d MB, \d+ s$/m)
  }, 300_000)
})

function readStatus(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
