import { checkedPackage, saysSame } from '@/server/domain/catalogue/framework-checks'
import {
  competencyAxes,
  type ExternalIdentifier,
  type FrameworkPackage,
  frameworkLimits,
  type PackageCompetency,
  type Problem,
  typeFromWord,
} from '@/server/domain/catalogue/frameworks'
import {
  type SheetColumn,
  type translatedColumns,
  unusedColumns,
} from '@/server/domain/catalogue/sheet-columns'
import type { SpreadsheetMapping } from '@/server/domain/catalogue/sheet-mapping'
import { DomainError } from '@/server/domain/errors'
import { type LanguageMap, languageTag } from '@/server/domain/language-map'
import { headingLanguage } from './headings'
import { isUuid } from './name-uuid'
import { none, nothing, pathsOf, type SheetReading, treeOf } from './sheet-tree'
import type { Table, TableRow } from './table'

export type SpreadsheetHead = {
  name: string
  description?: string
  publisher?: string
  language?: string | null
}

/**
 * Reads a table of competencies, one a row, by a mapping of our columns to the sheet's (counted from 0).
 * A chart's row holds several, each in a column of its own. A blank statement is the short label's, else the row is the group it names. A parent is named by its
 * identifier, code or title, several with ` | ` between them; groups come from columns of a tree. The row
 * marked as the framework gives its words. A row that says what another with its identifier or code says
 * is the same competency under a further parent. A row without any words is an error with its line and
 * column; a parent that is not there, a word for type or axis that is not ours (once for each word), a row
 * longer than the headings are warnings. Throws `invalid` when no column holds the statement.
 */
export function readSpreadsheet(
  table: Table,
  mapping: SpreadsheetMapping,
  head: SpreadsheetHead,
  readProblems: Problem[] = [],
): FrameworkPackage {
  const { headers } = table
  if (mapping.statement === undefined || headers[mapping.statement] === undefined) {
    throw new DomainError('invalid', 'tables.noStatement', { field: 'statement' })
  }
  const problems = [...readProblems, ...table.problems]
  const rows = table.rows.map((row) => fitted(row, table, mapping, problems))
  const own = underBanners(
    rows.filter((row) => !isFrameworkRow(row, mapping)),
    headers.length,
  )
  const paths = pathsOf(
    own.map(({ row }) => row.cells),
    mapping.groups ?? [],
  )
  const unused = unusedColumns(headers, mapping)
  const context: RowContext = {
    ...{ headers, mapping, head, problems, unused, unknown: new Set() },
    statements: columnsOf('statement', headers, mapping),
    labels: columnsOf('label', headers, mapping),
  }
  const readings = own.flatMap(({ row, banner }, at) => {
    const path = [...(banner === null ? [] : [banner]), ...(paths[at] ?? [])]
    return eachCell(row, context).flatMap((one) => readRow(one, path, context))
  })
  const { competencies, associations } = treeOf(withoutRepeats(readings), {
    parentColumn: headers[mapping.parent ?? -1] ?? '',
    ordered: mapping.sequence !== undefined,
    problems,
  })
  if (competencies.length === 0) problems.push({ severity: 'warning', reason: 'nothing_inside' })
  const framework = rows.find((row) => isFrameworkRow(row, mapping))
  const checked = checkedPackage({
    format: 'csv',
    framework: headOf(head, framework && textsOf(framework, mapping)),
    competencies,
    associations,
    problems,
  })
  return { ...checked, problems: withRows(checked.problems, rows) }
}

/** A competency of a chart has its column too, since others stand on its line. */
type CompetencyRow = TableRow & { column?: number }

/**
 * The competencies of a row: in a chart one in each of several columns, which share its groups; what else the row says is the
 * first one's. A cell that goes on from above is none of its own.
 */
function eachCell(row: TableRow, { mapping, problems }: RowContext): CompetencyRow[] {
  const { statement = -1, more = [], groups = [] } = mapping
  const { line, cells, continued = [] } = row
  const columns = [statement, ...more]
  const said = columns.filter((at) => (cells[at] ?? '').trim() !== '' && !continued.includes(at))
  const goesOn = columns.some((at) => continued.includes(at))
  if (said.length === 0 && goesOn) {
    const beside = cells.some(
      (cell, at) => cell.trim() !== '' && !continued.includes(at) && !groups.includes(at),
    )
    if (beside) problems.push({ severity: 'warning', reason: 'rows_continued', line })
    return []
  }
  if (more.length === 0) return [row]
  const [first, ...others] = said
  const bare = cells.map((cell, at) => (columns.includes(at) ? '' : cell))
  if (first === undefined) return [{ ...row, cells: bare }]
  const rowOf = (column: number, beside: string[]): CompetencyRow => {
    const own = [...beside]
    while (own.length <= statement) own.push('')
    own[statement] = cells[column] ?? ''
    return { line, cells: own, ...(column === statement ? {} : { column }) }
  }
  return [rowOf(first, bare), ...others.map((column) => rowOf(column, []))]
}

/** A row of one cell that reaches over most columns names the group of the rows below it. */
function bannerOf({ cells, spans = [] }: TableRow, width: number): string | null {
  const [only, another] = cells.flatMap((cell, at) => (cell.trim() === '' ? [] : [at]))
  if (only === undefined || another !== undefined) return null
  const reaches = spans.some(({ from, to }) => from === only && (to - from + 1) * 2 > width)
  return reaches ? (cells[only]?.trim() ?? null) : null
}

/** The rows below banners, each with the banner it stands under. */
function underBanners(rows: TableRow[], width: number): { row: TableRow; banner: string | null }[] {
  let banner: string | null = null
  return rows.flatMap((row) => {
    const named = width > 1 ? bannerOf(row, width) : null
    banner = named ?? banner
    return named === null ? [{ row, banner }] : []
  })
}

/** What is left out keeps its row as it came, to be mended and sent again; a megabyte of them is enough. */
const mostKept = 1_000_000

function withRows(problems: Problem[], rows: TableRow[]): Problem[] {
  const byLine = new Map(rows.map(({ line, cells }) => [line, cells]))
  let kept = 0
  return problems.map((problem) => {
    const cells =
      problem.severity === 'error' && problem.line ? byLine.get(problem.line) : undefined
    if (!cells) return problem
    kept += cells.reduce((sum, cell) => sum + cell.length, 0)
    return kept > mostKept ? problem : { ...problem, cells }
  })
}

/** What a table says of its framework itself, in the row marked as such. */
export function frameworkRowOf(
  { rows }: Table,
  mapping: SpreadsheetMapping,
): { name: string } | null {
  const row = rows.find((each) => isFrameworkRow(each, mapping))
  const name = row && textsOf(row, mapping).name
  return name ? { name } : null
}

function isFrameworkRow({ cells }: TableRow, { isFramework }: SpreadsheetMapping): boolean {
  return (
    isFramework !== undefined && /^(?:1|true|yes|sí|si)$/i.test(cells[isFramework]?.trim() ?? '')
  )
}

function textsOf({ cells }: TableRow, mapping: SpreadsheetMapping) {
  const cell = (column: SheetColumn) => cells[mapping[column] ?? -1]?.trim() ?? ''
  const [name, description] = cell('label')
    ? [cell('label'), cell('statement')]
    : [cell('statement'), '']
  return { name, description, identifier: cell('identifier') }
}

/**
 * The row with as many cells as there are headings: what is too much stays in the last, where that is
 * the statement, as commas of a sentence nobody quoted; else it is said.
 */
function fitted(
  row: TableRow,
  { headers, delimiter }: Table,
  mapping: SpreadsheetMapping,
  problems: Problem[],
): TableRow {
  const { line, cells } = row
  const width = cells.findLastIndex((cell) => cell.trim() !== '') + 1
  if (width <= headers.length) return row
  const last = headers.length - 1
  if (mapping.statement === last) {
    problems.push({ severity: 'warning', reason: 'cells_joined', line })
    return { line, cells: [...cells.slice(0, last), cells.slice(last, width).join(delimiter)] }
  }
  const detail = `${width} > ${headers.length}`
  problems.push({ severity: 'warning', reason: 'cells_differ', line, detail })
  return row
}

type TextColumn = { at: number; language: string | null }

type RowContext = {
  headers: string[]
  mapping: SpreadsheetMapping
  head: SpreadsheetHead
  problems: Problem[]
  statements: TextColumn[]
  labels: TextColumn[]
  /** Places of columns nobody mapped. */
  unused: number[]
  /** Words for type and axis that were named as not ours. */
  unknown: Set<string>
}

function readRow(row: CompetencyRow, path: string[], context: RowContext): SheetReading[] {
  const { headers, mapping, head, problems } = context
  const { line, cells, column } = row
  const columnOf = (column: SheetColumn) => headers[mapping[column] ?? -1] ?? column
  const cell = (column: SheetColumn) => {
    const at = mapping[column]
    const found = at === undefined ? '' : (cells[at] ?? '')
    return found.trim() === '' ? null : found
  }
  const refuse = (reason: Problem['reason'], column: string) => {
    problems.push({ severity: 'error', reason, line, column })
    return []
  }
  const tooLong = cells.findIndex(isTooLong)
  if (tooLong >= 0) return refuse('text_too_long', headers[tooLong] ?? String(tooLong + 1))
  const language = cell('language')?.trim() ?? null
  const tag = languageTag(language ?? head.language)
  const words = (found: string | null) => (found === null ? nothing : { [tag]: found })
  const label = textsIn(context.labels, cells, tag)
  const said = textsIn(context.statements, cells, tag) ?? label
  const group = said === null ? ownGroup(cells, mapping) : null
  const statement = said ?? (group === null ? null : words(group))
  if (statement === null) return refuse('statement_missing', columnOf('statement'))

  const ours = <T>(column: 'type' | 'axis', word: string | null, found: T | null): T | null => {
    if (word === null || found !== null) return found
    const name = `${column} ${word}`
    if (!context.unknown.has(name)) {
      const place = { line, column: columnOf(column), detail: word }
      problems.push({ severity: 'warning', reason: `${column}_unknown`, ...place })
    }
    context.unknown.add(name)
    return null
  }
  const kind = cell('type')?.trim() ?? null
  const side = cell('axis')?.trim().toLowerCase() ?? null
  const identifier = cell('identifier')?.trim() ?? null
  const level = cell('level')?.trim() ?? null
  const notes = cell('notes')
  const keywords = parts(cell('keywords'))
  return [
    {
      line,
      competency: {
        id: identifier ?? `row ${line}${column === undefined ? '' : ` column ${column + 1}`}`,
        place: { line },
        identifiers: identifier === null ? none : [identifierOf(identifier)],
        statement,
        label: label === null || said === label ? nothing : label,
        codedNotation: cell('code')?.trim() ?? null,
        listEnumeration: cell('listEnumeration')?.trim() ?? null,
        category: words(kind),
        type: ours('type', kind, kind === null ? null : typeFromWord(kind)),
        axis: ours('axis', side, competencyAxes.find((name) => name === side) ?? null),
        levels: level === null ? none : [levelOf(level, tag)],
        educationLevels: parts(cell('educationLevel')),
        notes: notes === null ? nothing : { [tag]: [notes] },
        keywords: keywords.length === 0 ? nothing : { [tag]: keywords },
        language,
        modifiedAt: null,
        extra: unmapped(row, context),
        raw: { line, cells },
      },
      parents: parts(cell('parent'), /\s+\|\s+/),
      sequence: cell('sequence')?.trim() ?? null,
      path,
      isGroup: group !== null,
    },
  ]
}

/** The columns of a text, each with the language its heading says; null is the row's own. */
function columnsOf(
  column: (typeof translatedColumns)[number],
  headers: string[],
  { [column]: own, translations = [] }: SpreadsheetMapping,
): TextColumn[] {
  const others = translations.filter((each) => each.column === column).map(({ at }) => at)
  return [...others, ...(own === undefined ? [] : [own])].map((at) => ({
    at,
    language: headingLanguage(headers[at] ?? ''),
  }))
}

function textsIn(columns: TextColumn[], cells: string[], tag: string): LanguageMap | null {
  const said = columns.flatMap(({ at, language }): [string, string][] => {
    const text = cells[at] ?? ''
    return text.trim() === '' ? [] : [[language ?? tag, text]]
  })
  return said.length === 0 ? null : Object.fromEntries(said)
}

/** Whether a cell holds more than any competency may. */
export function isTooLong(cell: string): boolean {
  const most = frameworkLimits.cellBytes
  // A character has four bytes at most, so that most cells need no counting.
  return cell.length * 4 > most && Buffer.byteLength(cell) > most
}

/** The innermost group a row itself names. */
function ownGroup(cells: string[], { groups = [] }: SpreadsheetMapping): string | null {
  const named = groups.findLast((column) => (cells[column]?.trim() ?? '') !== '')
  return named === undefined ? null : (cells[named]?.trim() ?? null)
}

/**
 * Rows that say again, word for word, what a row with the same identifier or code says: one competency
 * under each of their parents.
 */
function withoutRepeats(readings: SheetReading[]): SheetReading[] {
  const first = new Map<string, PackageCompetency>()
  return readings.map((reading) => {
    const { competency } = reading
    const name = competency.identifiers[0]?.value ?? competency.codedNotation
    if (!name) return reading
    const before = first.get(name)
    if (!before) first.set(name, competency)
    return before && saysSame(before, competency) ? { ...reading, competency: before } : reading
  })
}

/** Cells of columns nobody mapped stay with the competency under their own heading. */
function unmapped(row: TableRow, { headers, unused }: RowContext) {
  const pairs = unused.flatMap((at): [string, string][] => {
    const text = row.cells[at] ?? ''
    return text.trim() === '' ? [] : [[headers[at] ?? '', text]]
  })
  return pairs.length === 0
    ? nothing
    : Object.fromEntries(pairs.filter(([header]) => header !== '__proto__'))
}

function identifierOf(value: string): ExternalIdentifier {
  if (isUuid(value)) return { scheme: 'case_uuid', value }
  if (/^ce-/i.test(value) && isUuid(value.slice(3))) return { scheme: 'ctid', value }
  return { scheme: /^https?:\/\//i.test(value) ? 'ctdl_uri' : 'row_id', value }
}

function levelOf(text: string, tag: string) {
  const isAddress = /^https?:\/\//i.test(text)
  return isAddress ? { uri: text, label: {} } : { uri: null, label: { [tag]: text } }
}

function parts(text: string | null, between: RegExp = /[;|]/): string[] {
  if (text === null) return none
  return text
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

type FrameworkRow = { name: string; description: string; identifier: string }

function headOf(
  head: SpreadsheetHead,
  row: FrameworkRow | undefined,
): FrameworkPackage['framework'] {
  const tag = languageTag(head.language)
  const words = (text: string | undefined) => (text ? { [tag]: text } : {})
  return {
    identifiers: row?.identifier ? [identifierOf(row.identifier)] : [],
    uri: null,
    name: words(head.name || row?.name),
    description: words(head.description || row?.description),
    publisher: words(head.publisher),
    creator: null,
    version: null,
    status: null,
    language: head.language ?? null,
    licence: null,
    subjects: [],
    sourceUrl: null,
    modifiedAt: null,
    extra: {},
    raw: {},
  }
}
