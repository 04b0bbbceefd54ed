import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { defaultLanguage } from '@/server/domain/default-language'
import { writeCsv } from '@/server/formats/csv'
import { makeWorkbook } from '@/server/testing/make-workbook'
import { peakOf } from './peak-of'
import type { Section } from './section'

const ROWS = 20_000
const RUNS = 3
const MOST = { seconds: 2, memory: 256 }
const MIB = 2 ** 20

/** As the site starts it. */
const runsTypeScript = [
  ...['--require', 'tsx/cjs', '--input-type=commonjs', '--eval', 'require(process.argv[1])'],
]

const headings = ['Identifier', 'Parent', 'Code', 'Label', 'Statement', 'Type', 'Notes', 'Keywords']
const rowOf = (no: number) => [
  ...[`urn:id:${no}`, no % 10 ? `urn:id:${no - (no % 10)}` : '', `S.${no}`, `Station ${no}`],
  ...[`Carries out the work of station ${no * 7919} as the job needs it`, 'Skill', String(no)],
  'inspection; station',
]
const rows = [headings, ...Array.from({ length: ROWS }, (_, no) => rowOf(no))]

/** As Excel writes it: every text once, and cells that refer to it. */
function workbook(): Uint8Array {
  const places = new Map<string, number>()
  const place = (text: string) => {
    const at = places.get(text) ?? places.size
    places.set(text, at)
    return at
  }
  const cell = (text: string, at: number, line: number) =>
    text === ''
      ? ''
      : `<c r="${String.fromCharCode(65 + at)}${line}" t="s"><v>${place(text)}</v></c>`
  const xml = rows.map(
    (cells, no) =>
      `<row r="${no + 1}">${cells.map((text, at) => cell(text, at, no + 1)).join('')}</row>`,
  )
  const texts = () => [...places.keys()].map((text) => `<t>${text}</t>`)
  const sheets = [{ name: 'Skills', rows: xml.join('') }]
  return makeWorkbook({ sheets, texts: texts() })
}

type Run = { seconds: number; peak: number }

/** What a page waits for: a process that begins, opens the file, guesses its columns and counts what it holds. */
async function read(bytes: Uint8Array): Promise<Run> {
  const began = performance.now()
  const child = spawn(process.execPath, [...runsTypeScript, './server/child/read-upload.ts'], {
    stdio: ['pipe', 'ignore', 'inherit'],
    env: { NODE_ENV: 'production' },
  })
  let peak = 0
  const look = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid ?? 0))
  }, 20)
  child.stdin.write(`${JSON.stringify({ kind: 'open', fileName: 'book' })}\n`)
  child.stdin.end(bytes)
  const code = await new Promise((resolve) => child.once('close', resolve))
  clearInterval(look)
  if (code !== 0) throw new Error(`The process ended with ${code}.`)
  return { seconds: (performance.now() - began) / 1000, peak }
}

async function middleOf(bytes: Uint8Array): Promise<Run> {
  const runs: Run[] = []
  for (let run = 0; run < RUNS; run += 1) runs.push(await read(bytes))
  return (
    runs.sort((one, other) => one.seconds - other.seconds)[RUNS >> 1] ?? { seconds: 0, peak: 0 }
  )
}

const book = await middleOf(workbook())
const csv = await middleOf(new TextEncoder().encode(writeCsv(rows, { bom: false })))
const section: Section = {
  title: 'Workbooks',
  lede: `A workbook of ${ROWS.toLocaleString(defaultLanguage)} rows of ${headings.length} columns, opened and counted in a process of its own that begins for it, the middle of ${RUNS} runs,\nbeside the same rows as CSV; the most memory the process held.`,
  rows: [
    {
      work: 'Open a workbook',
      baseline: 'the same as CSV',
      hold: `≤ ${MOST.seconds} s, ≤ ${MOST.memory} MiB`,
      measured: `${book.seconds.toFixed(1)} s, ${(book.peak / MIB).toFixed(0)} MiB; CSV ${csv.seconds.toFixed(1)} s, ${(csv.peak / MIB).toFixed(0)} MiB: ${(book.seconds / csv.seconds).toFixed(1)} ×`,
      held: book.seconds <= MOST.seconds && book.peak <= MOST.memory * MIB,
    },
  ],
}
process.stdout.write(`${JSON.stringify(section)}\n`)
