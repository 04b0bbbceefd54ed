import type {
  EmploymentColumn,
  EmploymentField,
  EmploymentProblem,
  EmploymentRemark,
  EmploymentRow,
  EmploymentSheet,
} from '@/server/domain/catalogue/employment'
import { groupBy } from '@/server/domain/group-by'
import {
  type EmploymentPlaces,
  fieldsOfPlaces,
  isEmploymentHeading,
  placeColumns,
  placesOfFields,
  unusedHeadings,
} from './employment-columns'
import { isOwn, listed, problem, type ReadLine, readLine } from './employment-line'
import { type PublishedLine, soleLines } from './employment-lines'
import { type TableColumn, tableCsv } from './export-table'
import { firstRows } from './first-rows'
import { parseJson } from './parse-json'
import { readTable, type Table, type TableRow, tableRows } from './table'

/** The columns Plumbline writes; the first three are needed. */
export const employmentColumns = [
  { name: 'region', heading: 'region', unit: 'code', empty: 'never' },
  { name: 'sector', heading: 'sector', unit: 'code', empty: 'never' },
  { name: 'employment', heading: 'employment', unit: 'jobs', empty: 'never' },
  { name: 'year', heading: 'year', unit: 'year', empty: 'sourceSilent' },
  { name: 'source', heading: 'source', unit: 'text', empty: 'sourceSilent' },
] as const satisfies TableColumn[]
const needed: readonly EmploymentColumn[] = ['region', 'sector', 'employment']

export type ReadEmployment = {
  rows: EmploymentRow[]
  problems: EmploymentProblem[]
  remarks: EmploymentRemark[]
}

/** What a person says of a table: the line of its headings, and what its columns hold, which goes before headings. */
export type EmploymentTableSaid = {
  headingLine?: number | undefined
  fields?: readonly EmploymentField[] | undefined
}

/** A table as a person looks at it: its first rows, and what each of its columns holds. */
type EmploymentTable = Pick<EmploymentSheet, 'headingLine' | 'headers' | 'rows' | 'fields'>

/**
 * Jobs by region and sector from a table with the columns of `employmentColumns` in any order, or from QCEW, County
 * Business Patterns or a state's table as published (headings in `employment-columns.ts`). Employment is a whole number of
 * jobs; what is not published at the source stays null (`jobsOf`). Of a published table only whole sectors of the
 * latest time are taken, its owners as one; what is left out, and columns that are not used, are said as remarks.
 * Each region has one year and one source. What is wrong is named by line and column; with any problem the file
 * is not to be stored. Throws `invalid` or `limit_reached` for a file that is no table at all. METHOD §7.
 */
export function parseEmployment(
  source: string | TableRow[],
  said: EmploymentTableSaid = {},
): ReadEmployment & { table: EmploymentTable } {
  const rows = sourceOf(source)
  const table = readTable(rows, { knows: isEmploymentHeading, headingLine: said.headingLine })
  const { headers, headingLine } = table
  const places = said.fields ? placesOfFields(headers, said.fields) : placeColumns(headers)
  return {
    ...readTableAt(typeof source === 'string' ? table : padded(table), places),
    table: {
      ...{
        headingLine,
        headers,
        rows: firstRows(tableRows(rows, isEmploymentHeading), headingLine),
      },
      fields: fieldsOfPlaces(places, headers.length),
    },
  }
}

/** Of a workbook, cells behind the last of a row are empty, not missing. */
function padded(table: Table): Table {
  const fill = (cells: string[]) => table.headers.map((_, at) => cells[at] ?? '')
  return { ...table, rows: table.rows.map((row) => ({ ...row, cells: fill(row.cells) })) }
}

function readTableAt(
  { headers, headingLine, rows: lines, problems: slips }: Table,
  places: EmploymentPlaces,
): ReadEmployment {
  const top = Math.max(1, headingLine)
  const unused = unusedHeadings(headers, places)
  const absent = needed.filter((column) => places[column] === undefined)
  if (absent.length > 0) {
    const problems = absent.map((column) =>
      problem(top, 'column_missing', column, listed(headers.filter(Boolean))),
    )
    return { rows: [], problems, remarks: [] }
  }
  if (lines.length === 0) {
    return { rows: [], problems: [problem(top, 'nothing_inside', '', '')], remarks: [] }
  }
  const quotes = slips.map(({ line }) => String(line ?? ''))
  const table = { headers, places, own: isOwn(headers, places) }
  const read = lines.map((line) => readLine(line, table))
  const taken = table.own ? plainLines(read) : publishedLines(read)
  const across = acrossRows(taken.lines, table.own)
  const problems = [
    ...read.flatMap((each) => each.problems),
    ...taken.problems,
    ...across.problems,
    ...(table.own || read.some((each) => each.row || each.problems.length > 0)
      ? []
      : [problem(1, 'no_sectors', '', '')]),
  ]
  return {
    rows: across.lines.map(({ quarter: _quarter, owner: _owner, ...row }) => row),
    problems: problems.sort((a, b) => a.line - b.line),
    remarks: [
      ...(unused.length > 0 ? [{ reason: 'columns_unused' as const, detail: listed(unused) }] : []),
      ...(quotes.length > 0 ? [{ reason: 'quote_kept' as const, detail: listed(quotes) }] : []),
      ...leftOut(read),
      ...taken.remarks,
      ...across.remarks,
      ...marked(read),
    ],
  }
}

/**
 * The same table as a CSV that `parseEmployment` reads back equal: jobs not published are `N`. UTF-8 without a
 * byte order mark.
 */
export function writeEmployment(rows: readonly Omit<EmploymentRow, 'line'>[]): string {
  return tableCsv(
    {
      columns: employmentColumns,
      rows: rows.map(({ region, sector, employment, year, source }) => [
        region,
        sector,
        employment ?? 'N',
        year,
        source,
      ]),
    },
    { bom: false },
  )
}

/** The text of a table, or what the Census Bureau's API answers, a list of lists with the headings first, as rows. */
function sourceOf(source: string | TableRow[]): string | TableRow[] {
  if (typeof source !== 'string' || !/^\uFEFF?\s*\[\s*\[/.test(source)) return source
  const { value } = parseJson(source)
  return (Array.isArray(value) ? value : []).map((row, at) => ({
    line: at + 1,
    cells: (Array.isArray(row) ? row : []).map((cell) =>
      cell === null ? '' : String(cell).trim(),
    ),
  }))
}

type Taken = {
  lines: PublishedLine[]
  problems: EmploymentProblem[]
  remarks: EmploymentRemark[]
}

function plainLines(read: readonly ReadLine[]): Taken {
  return { lines: read.flatMap(({ row }) => row ?? []), problems: [], remarks: [] }
}

function publishedLines(read: readonly ReadLine[]): Taken {
  return soleLines(read.flatMap(({ row }) => row ?? []))
}

/** What only shows when a region's rows are read together. */
function acrossRows(lines: readonly PublishedLine[], own: boolean): Taken {
  const regions = [...groupBy(lines, (row) => row.region.toLowerCase()).values()]
  const problems = regions.flatMap(withinRegion)
  const [known, silent] = [regions.filter(hasFigure), regions.filter((rows) => !hasFigure(rows))]
  if (!own && known.length > 0) {
    const detail = String(silent.length)
    const remarks = silent.length > 0 ? [{ reason: 'regions_without_figure' as const, detail }] : []
    return { lines: known.flat(), problems, remarks }
  }
  const nothing = silent.flatMap(([first]) =>
    first ? [problem(first.line, 'nothing_known', 'employment', first.region)] : [],
  )
  return { lines: [...lines], problems: [...problems, ...nothing], remarks: [] }
}

function hasFigure(rows: readonly PublishedLine[]): boolean {
  return rows.some((row) => (row.employment ?? 0) > 0)
}

function withinRegion(own: readonly PublishedLine[]): EmploymentProblem[] {
  const [first] = own
  const seen = new Map<string, number>()
  return own.flatMap((row) => {
    const found: EmploymentProblem[] = []
    const before = seen.get(row.sector)
    if (before !== undefined) {
      found.push(problem(row.line, 'sector_repeated', 'sector', String(before)))
    } else {
      seen.set(row.sector, row.line)
    }
    if (first && row.year !== first.year) {
      found.push(problem(row.line, 'year_differs', 'year', String(first.line)))
    }
    if (first && row.source !== first.source) {
      found.push(problem(row.line, 'source_differs', 'source', String(first.line)))
    }
    return found
  })
}

function leftOut(read: readonly ReadLine[]): EmploymentRemark[] {
  return (['lines_not_sectors', 'lines_in_part', 'lines_headings'] as const).flatMap((reason) => {
    const count = read.filter(({ left }) => left === reason).length
    return count > 0 ? [{ reason, detail: String(count) }] : []
  })
}

function marked(read: readonly ReadLine[]): EmploymentRemark[] {
  const lines = read.flatMap((each) => each.marked ?? [])
  return lines.length > 0 ? [{ reason: 'figures_marked', detail: listed(lines.map(String)) }] : []
}
