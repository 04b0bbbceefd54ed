import readExcelFile from 'read-excel-file/node'
import { expect, it } from 'vitest'
import { comparableTree } from '@/server/testing/framework-comparison'
import { speak } from '@/server/words/speak'
import { dictionaryColumns } from './dictionary'
import { frameworkSheets } from './framework-workbook'
import { guessMapping } from './guess-columns'
import { isSheetHeading } from './sheet-headings'
import { readSpreadsheet } from './spreadsheet'
import { frameworkTable } from './spreadsheet-export'
import { readTable, type Table } from './table'
import { writeWorkbook } from './workbook-export'

const read = (table: Table) =>
  readSpreadsheet(table, guessMapping(table), { name: 'Welding', language: 'en' })

const found = read(
  readTable(
    [
      'Identifier,Code,Parent,Label,Statement,Type,Notes,Keywords,Order,Language',
      'A,1,,Prepare,"Prepares, then checks",skill,"- a\nb",k; l,2,en',
      'B,0.10,A,=1+1,+cmd,,,,1,en',
      'C,-1,A,constructor,@SUM(A1),task,,,2,en',
      'D,_x0041_,C,يقرأ,يقرأ الرسم 🧵,,,,1,ar',
    ].join('\n'),
    { knows: isSheetHeading },
  ),
)

const say = speak('exports')
const exportedOn = new Date('2026-11-09T00:00:00Z')
const sheets = (address: string | null) =>
  frameworkSheets(found, { version: 3, address, exportedOn }, say)

async function sheetsOf(address: string | null) {
  const bytes = await writeWorkbook(sheets(address), say('cut'))
  return readExcelFile(Buffer.from(bytes), { trim: false })
}

it('holds every cell of the CSV, numbers as numbers', async () => {
  const [, rows] = await sheetsOf(null)
  const { columns, rows: cells } = frameworkTable(found)
  const empty = (cell: unknown) => (cell === '' ? null : cell)
  expect(rows?.sheet).toBe('Competencies')
  expect(rows?.data).toEqual([
    columns.map(({ heading }) => heading),
    ...cells.map((row) => row.map(empty)),
  ])
  expect(rows?.data.map((row) => row[11]).slice(1)).toEqual([null, 1, 2, 1])
})

it('changes nothing when it is imported again', async () => {
  const [, rows] = await sheetsOf(null)
  const [headers = [], ...lines] = (rows?.data ?? []).map((row) =>
    row.map((cell) => (cell === null ? '' : String(cell))),
  )
  const back = read({
    ...readTable('Statement\na', { knows: isSheetHeading }),
    ...{ headers, rows: lines.map((cells, at) => ({ line: at + 2, cells })) },
  })
  expect(back.problems).toEqual([])
  expect(comparableTree(back)).toEqual(comparableTree(found))
  expect(
    back.competencies.map(({ identifiers, label, codedNotation, notes, keywords }) => [
      ...[identifiers, label, codedNotation, notes, keywords],
    ]),
  ).toEqual(
    found.competencies.map(({ identifiers, label, codedNotation, notes, keywords }) => [
      ...[identifiers, label, codedNotation, notes, keywords],
    ]),
  )
})

it('says first what it is, and leaves out what is not known', async () => {
  const [summary] = await sheetsOf('https://example.org/frameworks/welding')
  expect(summary?.sheet).toBe('Summary')
  expect(summary?.data).toEqual([
    ['Framework', 'Welding'],
    ['Version', 3],
    ['Competencies', 4],
    ['Groups (competencies with others under them)', 2],
    ['Exported on', exportedOn],
    ['On the web', 'https://example.org/frameworks/welding'],
  ])
  const [draft] = await sheetsOf(null)
  expect(draft?.data.at(-1)).toEqual(['On the web', 'Not published yet'])
})

it('says last what every column means', async () => {
  const [, , dictionary] = await sheetsOf(null)
  expect(dictionary?.sheet).toBe('Dictionary')
  expect(dictionary?.data.slice(1).map(([column]) => column)).toEqual(
    dictionaryColumns.framework.map(({ heading }) => heading),
  )
})
