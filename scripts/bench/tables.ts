import { performance } from 'node:perf_hooks'
import {
  adoptDatabase,
  closeDatabase,
  type Database,
  openEmbedded,
  openPostgres,
} from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { fieldsOf } from '@/server/domain/catalogue/column-fields'
import { defaultLanguage } from '@/server/domain/default-language'
import type { OrgContext } from '@/server/services/context'
import { exportWorkbook } from '@/server/services/frameworks/export-workbook'
import { mapImport } from '@/server/services/imports/map-import'
import { readImport } from '@/server/services/imports/read-import'
import { runImport } from '@/server/services/imports/run-import'
import { startImport } from '@/server/services/imports/start-import'
import { undoImport } from '@/server/services/imports/undo-import'
import { uploadImport } from '@/server/services/imports/upload-import'
import { orgContext } from '@/server/testing/organizations-factory'
import { printSection } from './flood/site'
import type { Section } from './section'

/** As many as ESCO has skills, in as many languages as a table of many countries may hold. */
const ROWS = 13_485
const RUNS = 3
const HOLD = { preview: 4, apply: 30, workbook: 10, late: 2 }

type Row = Section['rows'][number]
type Timed = Record<
  | ('preview' | 'apply' | 'again' | 'mended' | 'offered' | 'moved' | 'undo' | 'forget' | 'plain')
  | ('workbook' | 'late'),
  number
>

const said: ((no: number) => string)[] = [
  (no) => `Carries out the work of station ${no * 7919} as the job needs it`,
  (no) => `Realiza el trabajo de la estación ${no * 7919} según lo exige la tarea`,
  (no) => `Erledigt die Arbeit an der Station ${no * 7919}, wie die Aufgabe es verlangt`,
  (no) => `按照工作要求完成第${no * 7919}号工位的任务`,
  (no) => `ينجز العمل في المحطة رقم ${no * 7919} كما تتطلب المهمة`,
]
const languages = [defaultLanguage, 'es', 'de', 'zh', 'ar']

await printSection(async ({ url }) => ({
  title: 'Large tables',
  lede: `A table of ${ROWS.toLocaleString(defaultLanguage)} rows in ${languages.length} languages without identifiers, from upload to undo (services, the file read in its\nown process), the middle of ${RUNS} runs; a plain statement inserts as many rows of the same words.`,
  rows: [
    ...(await rowsOf('PostgreSQL', () => openPostgres(url))),
    ...(await rowsOf('embedded', () => openEmbedded())),
  ],
}))

async function rowsOf(engine: string, open: () => Database | Promise<Database>): Promise<Row[]> {
  const database = await open()
  adoptDatabase(database)
  await migrate(database)
  try {
    const runs: Timed[] = []
    for (let run = 0; run < RUNS; run += 1) runs.push(await measure(database))
    const middle = (what: keyof Timed) =>
      runs.map((run) => run[what]).sort((a, b) => a - b)[RUNS >> 1] ?? 0
    const row = (work: string, what: keyof Timed, most: number | null): Row => ({
      work: `${work}, ${engine}`,
      baseline: 'a plain insert',
      hold: most === null ? '' : `≤ ${most} s`,
      measured: `${middle(what).toFixed(1)} s; insert ${middle('plain').toFixed(2)} s: ${(middle(what) / middle('plain')).toFixed(1)} ×`,
      held: most === null ? null : middle(what) <= most,
    })
    return [
      row('Upload and preview a table that is new', 'preview', HOLD.preview),
      row('Apply it', 'apply', HOLD.apply),
      row('Preview it again', 'again', null),
      row('Preview it with every second row mended and put under another code', 'offered', null),
      row('Preview it with the first row last', 'moved', null),
      row('Apply the mended one', 'mended', HOLD.apply),
      row('Undo that', 'undo', HOLD.apply),
      row('Undo the new one', 'forget', HOLD.apply),
      row('Write it as a workbook', 'workbook', HOLD.workbook),
      row('What that takes of the thread that answers', 'late', HOLD.late),
    ]
  } finally {
    await closeDatabase()
  }
}

async function measure(database: Database): Promise<Timed> {
  const ctx = await orgContext({ kind: 'provider' })
  const name = `Large ${crypto.randomUUID()}`
  const lines = linesOf(() => '', 0)
  const first = await preview(ctx, name, '', lines)
  const apply = await applied(ctx, first.id)
  const slug = (await readImport(ctx, { id: first.id })).framework ?? ''
  const again = await preview(ctx, name, slug, lines)
  const [head = '', one = '', ...others] = lines
  const moved = await preview(ctx, name, slug, [head, ...others, one])
  const busy = performance.eventLoopUtilization()
  const workbook = await seconds(() => exportWorkbook(ctx, { slug }))
  const late = performance.eventLoopUtilization(busy).active / 1000
  const mended = await preview(
    ctx,
    name,
    slug,
    linesOf((no) => (no % 2 ? '!!' : ''), 1),
  )
  const mendedIn = await applied(ctx, mended.id)
  return {
    ...{ preview: first.seconds, apply, again: again.seconds, moved: moved.seconds },
    ...{ offered: mended.seconds, mended: mendedIn, workbook, late },
    undo: await seconds(() => undoImport(ctx, { id: mended.id })),
    forget: await seconds(() => undoImport(ctx, { id: first.id })),
    plain: await seconds(() => insertPlainly(database)),
  }
}

function linesOf(ending: (no: number) => string, shift: number): string[] {
  const row = (no: number) => {
    const which = no % languages.length
    const words = `${said[which]?.(no) ?? ''}${ending(no)}`
    const parent = no < 8 ? '' : `S${(no >> 3) + shift}`
    return `S${no + shift},"${words}",${parent},${languages[which]},"${words}; ${words}"`
  }
  return [
    'Code,Statement,Parent,Language,Notes',
    ...Array.from({ length: ROWS }, (_, no) => row(no)),
  ]
}

async function preview(ctx: OrgContext, name: string, framework: string, lines: string[]) {
  let id = ''
  const took = await seconds(async () => {
    const bytes = new TextEncoder().encode(lines.join('\n'))
    id = (await uploadImport(ctx, { fileName: 'large.csv', bytes })).id
    const { sheet } = await readImport(ctx, { id })
    const words = { framework, name, publisher: '', language: '' }
    await mapImport(ctx, {
      ...{ id, remember: '', ...words },
      fields: fieldsOf(sheet?.mapping ?? {}, sheet?.headers.length ?? 0),
    })
  })
  return { id, seconds: took }
}

async function applied(ctx: OrgContext, id: string): Promise<number> {
  const took = await seconds(async () => {
    await startImport(ctx, { id, leaveOutErrors: true })
    await runImport(ctx, { id })
  })
  const { state } = await readImport(ctx, { id })
  if (state !== 'applied') throw new Error(`The import is ${state}.`)
  return took
}

/** As many rows of about as many words in one statement for every thousand. */
async function insertPlainly(database: Database): Promise<void> {
  await database.withOwner(async ({ query }) => {
    await query('CREATE TABLE IF NOT EXISTS plain (id uuid PRIMARY KEY, words text, more text)')
    await query('TRUNCATE plain')
    for (let at = 0; at < ROWS; at += 1000) {
      const rows = Array.from({ length: Math.min(1000, ROWS - at) }, (_, place) => ({
        ...{ id: crypto.randomUUID(), words: said[0]?.(at + place) },
        more: said[1]?.(at + place),
      }))
      await query(
        'INSERT INTO plain SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (id uuid, words text, more text)',
        [JSON.stringify(rows)],
      )
    }
  })
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}
