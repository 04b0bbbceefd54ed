import type { EmploymentColumn, EmploymentProblem } from '@/server/domain/catalogue/employment'
import type { Sector } from '@/server/domain/industries'
import { cut } from './cut'
import type { EmploymentPlaces } from './employment-columns'
import { jobsOf, regionCode, sectorCell } from './employment-figures'
import type { PublishedLine } from './employment-lines'
import type { TableRow } from './table'

const longestSource = 200
const longestList = 400

export type EmploymentTable = { headers: string[]; places: EmploymentPlaces; own: boolean }

/** Whether a table is written for Plumbline, so that every line of it is meant. */
export function isOwn(headers: readonly string[], places: EmploymentPlaces): boolean {
  const published = (['owner', 'level', 'size', 'form', 'quarter', 'withheld', 'noise'] as const)
    .map((column) => places[column])
    .some((at) => at !== undefined)
  return !published && /^sector$/i.test(headers[places.sector ?? -1] ?? '')
}

type LeftOut = 'lines_not_sectors' | 'lines_in_part' | 'lines_headings'
export type ReadLine = {
  row: PublishedLine | null
  problems: EmploymentProblem[]
  left: LeftOut | null
  marked: number | null
}

const none: ReadLine = { row: null, problems: [], left: null, marked: null }

export function readLine(
  { line, cells }: TableRow,
  { headers, places, own }: EmploymentTable,
): ReadLine {
  const cell = (column: EmploymentColumn) =>
    (cells[places[column] ?? -1] ?? '').trim().replace(/^="(.*)"$/, '$1')
  const left = own ? null : leftOutOf(cell)
  if (left) return { ...none, left }
  const problems: EmploymentProblem[] = []
  const note = (reason: EmploymentProblem['reason'], column: EmploymentColumn) =>
    problems.push(problem(line, reason, column, cell(column)))
  if (cells.length < headers.length) note('cells_missing', 'region')
  const region = own ? regionCode(cell('region')) : regionOf(cell)
  if (!region) note('region_missing', 'region')
  const sector = sectorCell(cell('sector'))
  if (!isSector(sector)) note(sectorProblem(sector), 'sector')
  const { jobs, marked } = jobsOf(cell('employment'))
  const employment = withheld(cell) ? null : jobs
  if (employment === undefined) note('employment_unreadable', 'employment')
  const time = timeOf(cell('year'), cell('quarter'))
  if (time === undefined) note('year_unreadable', 'year')
  const source = cell('source') || sourceOf(places)
  if (source && source.length > longestSource) note('source_long', 'source')
  if (problems.length > 0 || !isSector(sector) || employment === undefined || time === undefined) {
    return { ...none, problems }
  }
  const owner = places.owner === undefined ? null : ownerOf(cell('owner'))
  const row = { line, region, sector, employment, ...time, source, owner }
  return { ...none, row, marked: marked ? line : null }
}

type Cell = (column: EmploymentColumn) => string

/** QCEW's levels of whole sectors by owner: of the nation, a state and a county. */
const sectorLevels = ['', '14', '54', '74']
const wholes = ['', '-', '0', '00', '000', '001', 'all', 'total', 'all sizes', 'all establishments']

/** Why a line of a published table is none of a region's sectors, if it is not. */
function leftOutOf(cell: Cell): LeftOut | null {
  // A line under the headings that explains them, as data.census.gov writes.
  if (/^geograph/i.test(cell('region')) && !/\d/.test(cell('sector'))) return 'lines_headings'
  const whole = (column: EmploymentColumn) => wholes.includes(cell(column).toLowerCase())
  if (!whole('size') || !whole('form')) return 'lines_in_part'
  const sector = sectorCell(cell('sector'))
  const other = sector === 'total' || sector === 'finer' || !sectorLevels.includes(cell('level'))
  return other || isNowhere(regionOf(cell)) ? 'lines_not_sectors' : null
}

/** Jobs of a state that stand for no county of it. */
function isNowhere(region: string): boolean {
  return /^\d{2}999$/.test(region)
}

function regionOf(cell: Cell): string {
  const [state, county] = [cell('state'), cell('county')]
  if (/^\d{1,2}$/.test(state) && /^\d{1,3}$/.test(county)) {
    return regionCode(`${state.padStart(2, '0')}${county.padStart(3, '0')}`)
  }
  const region = cell('region')
  const within = /\p{L}/u.test(state) && /^[^,\d]+$/.test(region) && region !== state
  return regionCode(within ? `${region}, ${state}` : region)
}

function isSector(sector: ReturnType<typeof sectorCell>): sector is Sector {
  return /^\d/.test(sector)
}

function sectorProblem(
  sector: Exclude<ReturnType<typeof sectorCell>, Sector>,
): 'sector_part' | 'sector_unknown' {
  return sector === 'part' || sector === 'finer' ? 'sector_part' : 'sector_unknown'
}

/** Noise the Census Bureau adds leaves a figure published; any other flag does not, whatever number stands there. */
function withheld(cell: Cell): boolean {
  return !/^-?$/.test(cell('withheld')) || !/^[GHJ-]?$/i.test(cell('noise'))
}

function timeOf(
  year: string,
  quarter: string,
): { year: number | null; quarter: number } | undefined {
  const whole = year.replace(/\.0+$/, '')
  if (whole === '') return { year: null, quarter: quarterOf(quarter) }
  const [, digits, within] = /^((?:19|20)\d{2})(?:[ -]*[QT]([1-4]))?$/i.exec(whole) ?? []
  if (digits === undefined) return undefined
  return { year: Number(digits), quarter: quarterOf(within ?? quarter) }
}

function quarterOf(text: string): number {
  return Number(/^(?:[QT]|0)?([1-4])/i.exec(text)?.[1] ?? 0)
}

const owners: [RegExp, string][] = [
  [/^(?:total|all|todos)/i, '0'],
  [/priv/i, '5'],
  [/federal/i, '1'],
  [/international/i, '4'],
  [/local/i, '3'],
  [/state|estatal/i, '2'],
  [/gov|gob|public/i, '8'],
]

function ownerOf(text: string): string {
  return owners.find(([word]) => word.test(text))?.[1] ?? text.replace(/^0+(?=\d)/, '')
}

function sourceOf(places: EmploymentPlaces): string | null {
  if (places.owner !== undefined && places.level !== undefined) return 'QCEW'
  return places.noise !== undefined ? 'County Business Patterns' : null
}

/** Names in a row, as long as a sentence may be. */
export function listed(names: readonly string[]): string {
  const list = names.join(', ')
  return list.length > longestList ? `${list.slice(0, longestList - 1)}…` : list
}

/** What is wrong with a line; the list of headings may be longer than a cell. */
export function problem(
  line: number,
  reason: EmploymentProblem['reason'],
  column: string,
  detail: string,
): EmploymentProblem {
  const most = reason === 'column_missing' ? longestList : 80
  return { line, reason, column, detail: cut(detail, most) }
}
