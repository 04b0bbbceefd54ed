import type { EmploymentProblem, EmploymentRow } from '@/server/domain/catalogue/employment'
import { groupBy } from '@/server/domain/group-by'
import { SECTORS, sectorOf } from '@/server/domain/industries'
import { writeCsv } from './csv'
import { readTable, type TableRow } from './table'

/** The columns of a file of employment; the first three are needed. */
const employmentColumns = ['region', 'sector', 'employment', 'year', 'source'] as const
type Column = (typeof employmentColumns)[number]
const needed: readonly Column[] = ['region', 'sector', 'employment']

const mostJobs = 1_000_000_000
const longestSource = 200

/**
 * Jobs by region and sector from a CSV with the columns of `employmentColumns` in any order; others are ignored.
 * Employment is a whole number of jobs; blank or `N` is "not published at the source" and stays null.
 * Each region has one year and one source. What is wrong is named by line and column; with any problem the file
 * is not to be stored. Throws `invalid` or `limit_reached` for a file that is no table at all. METHOD §7.
 */
export function parseEmployment(text: string): {
  rows: EmploymentRow[]
  problems: EmploymentProblem[]
} {
  const { headers, rows: lines } = readTable(text)
  const places = headers.map((header) => header.toLowerCase())
  const absent = needed.filter((column) => !places.includes(column))
  if (absent.length > 0) {
    return {
      rows: [],
      problems: absent.map((column) => problem(1, 'column_missing', column, '')),
    }
  }
  if (lines.length === 0) {
    return { rows: [], problems: [problem(1, 'nothing_inside', '', '')] }
  }
  const read = lines.map((line) => readRow(line, places))
  const rows = read.flatMap(({ row }) => (row ? [row] : []))
  const problems = [...read.flatMap((each) => each.problems), ...acrossRows(rows)]
  return { rows, problems: problems.sort((a, b) => a.line - b.line) }
}

/**
 * The same table as a CSV that `parseEmployment` reads back equal: jobs not published are `N`. UTF-8 without a
 * byte order mark.
 */
export function writeEmployment(rows: readonly Omit<EmploymentRow, 'line'>[]): string {
  return writeCsv(
    [
      [...employmentColumns],
      ...rows.map(({ region, sector, employment, year, source }) => [
        region,
        sector,
        employment ?? 'N',
        year,
        source,
      ]),
    ],
    { bom: false },
  )
}

type Read = { row: EmploymentRow | null; problems: EmploymentProblem[] }

function readRow({ line, cells }: TableRow, places: readonly string[]): Read {
  const cell = (column: Column) => cells[places.indexOf(column)]?.trim() ?? ''
  const problems: EmploymentProblem[] = []
  const note = (reason: EmploymentProblem['reason'], column: Column) =>
    problems.push(problem(line, reason, column, cell(column)))
  if (cells.length < places.length) note('cells_missing', 'region')
  const region = cell('region')
  if (!region) note('region_missing', 'region')
  const code = cell('sector').replaceAll(/\s*[–—-]\s*/g, '-')
  const sector = SECTORS.find((each) => each === code)
  if (!sector) note(sectorOf(code) ? 'sector_part' : 'sector_unknown', 'sector')
  const employment = jobsOf(cell('employment'))
  if (employment === undefined) note('employment_unreadable', 'employment')
  const year = yearOf(cell('year'))
  if (year === undefined) note('year_unreadable', 'year')
  const source = cell('source') || null
  if (source && source.length > longestSource) note('source_long', 'source')
  if (problems.length > 0 || !sector || employment === undefined || year === undefined) {
    return { row: null, problems }
  }
  return { row: { line, region, sector, employment, year, source }, problems }
}

/** A whole number, thousands apart or not; null where the source keeps it back; undefined for anything else. */
function jobsOf(text: string): number | null | undefined {
  if (text === '' || /^n$/i.test(text)) return null
  if (!/^\d+$|^\d{1,3}(?:,\d{3})+$/.test(text)) return undefined
  const jobs = Number(text.replaceAll(',', ''))
  return jobs <= mostJobs ? jobs : undefined
}

function yearOf(text: string): number | null | undefined {
  if (text === '') return null
  return /^(?:19|20)\d{2}$/.test(text) ? Number(text) : undefined
}

/** What only shows when a region's rows are read together. */
function acrossRows(rows: readonly EmploymentRow[]): EmploymentProblem[] {
  return [...groupBy(rows, (row) => row.region.toLowerCase()).values()].flatMap((own) => {
    const [first] = own
    const seen = new Map<string, number>()
    const problems = own.flatMap((row) => {
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
    if (first && !own.some((row) => (row.employment ?? 0) > 0)) {
      problems.push(problem(first.line, 'nothing_known', 'employment', first.region))
    }
    return problems
  })
}

function problem(
  line: number,
  reason: EmploymentProblem['reason'],
  column: string,
  detail: string,
): EmploymentProblem {
  return { line, reason, column, detail: detail.slice(0, 80) }
}
