import { CsvError, parse } from 'csv-parse/sync'
import { frameworkLimits, type Problem } from '@/server/domain/catalogue/frameworks'
import { DomainError } from '@/server/domain/errors'
import { plainCell } from './csv'
import { mendQuotes } from './mend-quotes'

const longestHeading = 200

/** Where headings are looked for when nobody says: titles above a table are a few lines. */
const firstLines = 20

export type TableRow = {
  line: number
  cells: string[]
  /** Of a workbook: cells that reach over the columns to their right, from the first to the last. */
  spans?: { from: number; to: number }[]
  /** Of a workbook: columns where a cell of a row above goes on. */
  continued?: number[]
}

export type Table = {
  delimiter: string
  /** The line the headings stand on, counted from 1; 0 where the table has none. */
  headingLine: number
  headers: string[]
  /** Columns that share the heading of a column before them, as one heading over all of them says it. */
  shared: number[]
  /** Columns of a sheet that hold something and have no heading. */
  unnamed: number[]
  rows: TableRow[]
  /** Remarks on how it was read. */
  problems: Problem[]
}

export type TableHints = {
  /** True of a heading, as it stands, that the reader of this kind of table knows. */
  knows?: (heading: string) => boolean
  /** The line of the headings as a person has said; 0 for a table without headings. */
  headingLine?: number | undefined
}

/**
 * The headings and rows of a sheet of a workbook or of a CSV text, whatever of comma, semicolon, tab and bar divides it, or a list
 * of one column. A first line `sep=;` names the divider. Headings are on the line said, else on the one
 * of the first lines with most headings that are known, else on the first. Lines count from 1 and name
 * where a row begins; blank rows are left out. A stray quote stands for itself, with a remark on its line.
 * Cells an export of ours neutralised are as before. Throws `invalid` where the headings' line holds
 * nothing, and `limit_reached` above 100,000 rows, 200 columns or headings of 200 characters.
 */
export function readTable(source: string | TableRow[], hints: TableHints = {}): Table {
  const knows = hints.knows ?? (() => false)
  const { delimiter, rows, problems } = dividedRows(source, knows)
  const said = hints.headingLine ?? headingLineOf(rows, knows)
  const at = lastHeading(rows, said)
  const headings = rows[at]
  if (!headings && said > 0) {
    throw new DomainError('invalid', 'tables.noHeadings', {
      field: 'headingLine',
      values: { line: said },
    })
  }
  const below = rows.slice(at + 1)
  const { headers, shared } = headings
    ? headersOf(headings, headings.continued && rows[at - 1])
    : { headers: numbered(rows), shared: [] }
  const unnamed = typeof source === 'string' || !headings ? [] : nameColumns(headers, below)
  refuseWide(headers)
  if (below.length > frameworkLimits.competencies) throw tooManyRows()
  const swallowed =
    typeof source === 'string'
      ? below.flatMap((row) => linesSwallowed(row, headers.length, delimiter))
      : []
  return {
    ...{ delimiter, headingLine: headings?.line ?? 0, headers, shared, unnamed, rows: below },
    problems: [...problems, ...swallowed],
  }
}

/** The row of the headings: the second of two, where a heading of the first goes on into it. */
function lastHeading(rows: TableRow[], line: number): number {
  const at = rows.findIndex((row) => row.line === line)
  const next = at < 0 ? undefined : rows[at + 1]
  const goesOn =
    next?.line === line + 1 && next.continued?.some((column) => rows[at]?.cells[column])
  return goesOn ? at + 1 : at
}

/** Each column's heading: its own, else the one that reaches over it from the left or from the row above. */
function headersOf(
  row: TableRow,
  above: TableRow | undefined,
): { headers: string[]; shared: number[] } {
  const headers = row.cells.map((cell) => cell.trim())
  const shared: number[] = []
  for (const { cells, spans = [] } of above ? [row, above] : [row]) {
    for (const { from, to } of spans) {
      for (let at = from; at <= to; at += 1) {
        while (headers.length <= at) headers.push('')
        if (headers[at] !== '') continue
        headers[at] = cells[from]?.trim() ?? ''
        if (at > from) shared.push(at)
      }
    }
  }
  return { headers, shared }
}

/** A column of a sheet that holds something and has no heading goes by its letters; returns those. */
function nameColumns(headers: string[], rows: TableRow[]): number[] {
  const unnamed: number[] = []
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  for (let at = 0; at < width; at += 1) {
    const named = headers[at] ?? ''
    const filled = named === '' && rows.some(({ cells }) => (cells[at] ?? '').trim() !== '')
    headers[at] = filled ? columnLetters(at) : named
    if (filled) unnamed.push(at)
  }
  return unnamed
}

/** The letters of a column counted from 0, as a workbook shows them. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26) - 1
  return (rest < 0 ? '' : columnLetters(rest)) + String.fromCharCode(65 + (column % 26))
}

/** What stands between the cells of a row of a workbook when they are written beside each other. */
const between = '\t'

function dividedRows(
  source: string | TableRow[],
  knows: (heading: string) => boolean,
): Pick<Table, 'delimiter' | 'rows' | 'problems'> {
  if (typeof source !== 'string') return { delimiter: between, rows: source, problems: [] }
  const { delimiter, body, skipped } = dividedBy(source, knows)
  return { delimiter, ...rowsOf(body, delimiter, skipped) }
}

/** A cell in quotes over several lines, each of which would be a whole row, says that a quote may be missing. */
function linesSwallowed({ line, cells }: TableRow, width: number, delimiter: string): Problem[] {
  if (width < 2) return []
  const at = cells.findIndex((cell) => cell.includes('\n'))
  const inside = cells[at]?.split('\n') ?? []
  const counts = inside.map((text) => text.split(delimiter).length)
  counts[0] = (counts[0] ?? 0) + at
  counts[counts.length - 1] = (counts.at(-1) ?? 0) + cells.length - at - 1
  if (at < 0 || counts.some((count) => count !== width)) return []
  return [{ severity: 'warning', reason: 'quote_spans_lines', line, detail: String(inside.length) }]
}

/** The rows of a table as they stand, headings or not, with whatever divides them. */
export function tableRows(
  source: string | TableRow[],
  knows: (heading: string) => boolean = () => false,
): TableRow[] {
  return dividedRows(source, knows).rows
}

/** A sentence above a table is longer than any heading, and shorter than a file of one cell. */
const longestTitle = frameworkLimits.cellBytes

/**
 * Titles above a table are shorter than its headings, and fewer headings are known in them; a row with a sentence is one.
 * Below a title of one cell, a row of several with one heading that is known is enough.
 */
function headingLineOf(rows: TableRow[], knows: (heading: string) => boolean): number {
  const isTitle = (cell: string) => cell.length > longestHeading && cell.length <= longestTitle
  const able = rows.slice(0, firstLines).filter(({ cells }) => !cells.some(isTitle))
  const looks = able.map(({ line, cells }) => ({
    ...{ line, known: cells.filter(knows).length },
    said: cells.filter((cell) => cell.trim() !== '').length,
  }))
  let widest = 0
  for (const { line, said, known } of looks) {
    if ((said > widest && known > 1) || known > 2) return line
    widest = Math.max(widest, said)
  }
  const [first = { line: rows[0]?.line ?? 0, said: 0 }] = looks
  const below =
    first.said === 1 ? looks.find(({ said, known }) => said > 1 && known > 0) : undefined
  return (below ?? first).line
}

/** Columns of a table without headings go by their number. */
function numbered(rows: TableRow[]): string[] {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  return Array.from({ length: width }, (_, at) => String(at + 1))
}

function refuseWide(headers: string[]) {
  if (headers.length > frameworkLimits.columns) {
    throw new DomainError('limit_reached', 'tables.mostColumns', { field: 'file' })
  }
  // Every row may carry its headings, so that long ones make much of little.
  if (headers.some((header) => header.length > longestHeading)) {
    throw new DomainError('limit_reached', 'tables.longHeading', { field: 'file' })
  }
}

function rowsOf(
  text: string,
  delimiter: string,
  skipped: number,
): { rows: TableRow[]; problems: Problem[] } {
  const strict = strictRows(text, delimiter, skipped)
  if ('rows' in strict) return { rows: strict.rows, problems: [] }
  const mended = mendQuotes(text, delimiter)
  const again = mended ? strictRows(mended.text, delimiter, skipped) : strict
  if (!mended || !('rows' in again)) {
    const { line } = 'rows' in again ? { line: 0 } : again
    throw new DomainError('invalid', 'tables.quoteOpen', { field: 'file', values: { line } })
  }
  const problems = mended.lines.map(
    (line): Problem => ({ severity: 'warning', reason: 'quote_kept', line: line + skipped }),
  )
  return { rows: again.rows, problems }
}

/** The rows of a text whose quotes are right, or the line of the first that is not. */
function strictRows(
  text: string,
  delimiter: string,
  skipped: number,
): { rows: TableRow[] } | { line: number } {
  const rows: TableRow[] = []
  try {
    parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { lines }) => {
        const within = cells.reduce((sum, cell) => sum + breaksIn(cell), 0)
        const plain = cells.map(plainCell)
        if (plain.some((cell) => cell.trim() !== '')) {
          rows.push({ line: lines - within + skipped, cells: plain })
        }
        // Without reading on: titles and headings are rows too.
        if (rows.length > frameworkLimits.competencies + firstLines) throw tooManyRows()
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return { line: (typeof error.lines === 'number' ? error.lines : 0) + skipped }
  }
  return { rows }
}

function breaksIn(cell: string): number {
  return /[\r\n]/.test(cell) ? cell.split(/\r\n|\n|\r/).length - 1 : 0
}

function tooManyRows(): DomainError {
  return new DomainError('limit_reached', 'tables.mostRows', { field: 'file' })
}

/** Nothing a text may hold: what divides a list of one column, so that its commas stay. */
const nothing = '\0'
const delimiters = [',', ';', '\t', '|']

/** What divides the cells, and the text without a line that only says so. */
function dividedBy(
  text: string,
  knows: (heading: string) => boolean,
): { delimiter: string; body: string; skipped: number } {
  const said = /^\uFEFF?"?sep=(.)"?[ ;,\t]*(?:\r\n|\n|\r|$)/i.exec(text)
  if (said) return { delimiter: said[1] ?? ',', body: text.slice(said[0].length), skipped: 1 }
  return { delimiter: delimiterOf(text, knows), body: text, skipped: 0 }
}

/**
 * Whichever gives most headings that are known; where none are, whichever divides the first line into
 * most cells. A heading that is known and alone on its line is that of a list of one column.
 */
function delimiterOf(text: string, knows: (heading: string) => boolean): string {
  const lines = text
    .slice(0, 100_000)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, firstLines)
  const cellsOf = (line: string, delimiter: string) =>
    line.replaceAll(/"[^"]*"/g, (cell) => cell.replaceAll(delimiter, ' ')).split(delimiter)
  const headings = delimiters.map((delimiter) => {
    const known = lines.map(
      (line) => cellsOf(line, delimiter).filter((cell) => knows(unquoted(cell))).length,
    )
    const most = Math.max(0, ...known)
    const line = most === 0 ? lines[0] : lines[known.indexOf(most)]
    // What is pasted from a sheet has a tab in every line, and commas within its cells.
    const isPasted = delimiter === '\t' && lines.every((each) => each.includes(delimiter))
    const width = isPasted ? Number.POSITIVE_INFINITY : cellsOf(line ?? '', delimiter).length
    return { delimiter, known: most, width }
  })
  const best = headings.reduce((one, next) =>
    next.known > one.known || (next.known === one.known && next.width > one.width) ? next : one,
  )
  return best.known === 1 && best.width === 1 ? nothing : best.delimiter
}

function unquoted(cell: string): string {
  return cell.trim().replaceAll(/^"|"$/g, '')
}
