import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { adoptDatabase, closeDatabase, type Database, openPostgres } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { defaultLanguage } from '@/server/domain/default-language'
import { listImports } from '@/server/services/imports/list-imports'
import { undoImport } from '@/server/services/imports/undo-import'
import { orgContext } from '@/server/testing/organizations-factory'
import { printSection } from './flood/site'
import { peakOf } from './peak-of'
import type { Section } from './section'

/** As many as a framework may hold. */
const ITEMS = 100_000
const MIB = 2 ** 20
const MOST = { memory: 256, seconds: 300 }

const words = (no: number) => `Carries out the work of station ${no * 7919} as the job needs it`
const uuid = (no: number) => `7f000000-0000-4000-8000-${String(no).padStart(12, '0')}`
const named = (no: number) => ({ identifier: uuid(no), uri: `https://x.example/${no}` })

const folder = await mkdtemp(join(tmpdir(), 'plumbline-large-'))
try {
  await printSection(({ url }) => measure(url))
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function measure(url: string): Promise<Section> {
  const database = openPostgres(url)
  adoptDatabase(database)
  await migrate(database)
  try {
    const ctx = await orgContext({ kind: 'provider' })
    const { slug } = ctx.organization
    const first = await writeSet('as it came', () => '')
    const mended = await writeSet('mended', (no) => (no % 100 === 0 ? ' anew' : ''))
    const plain = await seconds(() => insertPlainly(database))
    const row = (work: string, { took, peak }: Run): Section['rows'][number] => ({
      ...{ work, baseline: 'a plain insert' },
      hold: `≤ ${MOST.seconds} s, ≤ ${MOST.memory} MiB`,
      measured: `${took.toFixed(0)} s, ${(peak / MIB).toFixed(0)} MiB; insert ${plain.toFixed(2)} s: ${(took / plain).toFixed(1)} ×`,
      held: took <= MOST.seconds && peak <= MOST.memory * MIB,
    })
    const rows = [
      row('Preview a set that is new', await command(url, first, slug, '--preview')),
      row('Import it', await command(url, first, slug)),
      row('Import it again', await command(url, first, slug)),
      row('Import it with every hundredth item mended', await command(url, mended, slug)),
    ]
    const [last] = await listImports(ctx)
    const undo = await seconds(() => undoImport(ctx, { id: last?.id ?? '' }))
    const megabytes = (statSync(first).size / 1e6).toFixed(0)
    return {
      title: 'Large sets',
      lede: `A CASE package of ${ITEMS.toLocaleString(defaultLanguage)} items and as many associations, ${megabytes} MB, imported by the command, PostgreSQL\nbeside it; the most memory its process held. A plain statement inserts as many rows of the same words.`,
      rows: [
        ...rows,
        {
          ...{ work: 'Undo that', baseline: 'a plain insert', hold: '', held: null },
          measured: `${undo.toFixed(0)} s; insert ${plain.toFixed(2)} s: ${(undo / plain).toFixed(1)} ×`,
        },
      ],
    }
  } finally {
    await closeDatabase()
  }
}

async function writeSet(name: string, ending: (no: number) => string): Promise<string> {
  const file = join(folder, `${name}.json`)
  const out = createWriteStream(file)
  const put = async (text: string) => {
    if (!out.write(text)) await once(out, 'drain')
  }
  const head = { ...named(0), title: 'State set', creator: 'State', language: 'en' }
  await put(`{"CFDocument":${JSON.stringify(head)},"CFItems":[`)
  for (let no = 1; no <= ITEMS; no += 1) {
    const item = {
      ...named(no),
      fullStatement: `${words(no)}${ending(no)}`,
      humanCodingScheme: `S.${no}`,
    }
    await put(
      `${no > 1 ? ',' : ''}${JSON.stringify({ ...item, CFItemType: 'Standard', language: 'en' })}`,
    )
  }
  await put('],"CFAssociations":[')
  for (let no = 1; no <= ITEMS; no += 1) {
    const parent = no % 10 === 1 ? 0 : no - (no % 10 || 10) + 1
    const link = { ...named(ITEMS + no), associationType: 'isChildOf', sequenceNumber: no }
    const ends = { originNodeURI: named(no), destinationNodeURI: named(parent) }
    await put(`${no > 1 ? ',' : ''}${JSON.stringify({ ...link, ...ends })}`)
  }
  out.end(']}')
  await finished(out)
  return file
}

type Run = { took: number; peak: number }

async function command(url: string, file: string, slug: string, ...more: string[]): Promise<Run> {
  const run = ['--conditions=react-server', '--import', 'tsx', 'scripts/plumbline.ts', 'import']
  let peak = 0
  const took = await seconds(async () => {
    const child = spawn(process.execPath, [...run, file, '--as', slug, ...more], {
      env: {
        ...{ PATH: process.env.PATH ?? '', NODE_ENV: 'production', JOBS: 'off' },
        ...{ DATABASE_URL: url, DATABASE_OWNER_URL: url, PLUMBLINE_DATA: join(folder, 'data') },
        ...{ APP_URL: 'https://plumbline.example.org', TRUSTED_PROXIES: '1' },
        AUTH_SECRET: 'pGm4tYk1vQ8rZ0sWb7uXc3dEf6hJ9aLn',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (piece) => {
      said = `${said}${piece}`.slice(-2000)
    })
    const look = setInterval(() => {
      peak = Math.max(peak, peakOf(child.pid ?? 0))
    }, 100)
    const code = await new Promise((resolve) => child.once('close', resolve))
    clearInterval(look)
    if (code !== 0) throw new Error(said)
  })
  return { took, peak }
}

async function insertPlainly(database: Database): Promise<void> {
  await database.withOwner(async ({ query }) => {
    await query(
      'CREATE TABLE plain (id int PRIMARY KEY, words text NOT NULL, document jsonb NOT NULL)',
    )
    const rows = Array.from({ length: ITEMS }, (_, no) => ({
      ...{ id: no, words: words(no) },
      document: { ...named(no), fullStatement: words(no) },
    }))
    await query(
      'INSERT INTO plain SELECT * FROM jsonb_to_recordset($1::jsonb) AS given (id int, words text, document jsonb)',
      [JSON.stringify(rows)],
    )
    await query('DROP TABLE plain')
  })
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}
