import type {
  FrameworkFormat,
  FrameworkPackage,
  Problem,
} from '@/server/domain/catalogue/frameworks'
import type { TableCounts } from '@/server/domain/catalogue/imports'
import type { SpreadsheetMapping } from '@/server/domain/catalogue/sheet-mapping'
import { readCase } from './case'
import { isCaseItems, packageOfItems } from './case-items'
import { readCtdl } from './ctdl'
import { ctdlOfTable, isCtdlTable } from './ctdl-table'
import { detectFormat, findFramework } from './detect-format'
import { firstRows } from './first-rows'
import { guessMapping } from './guess-columns'
import { parseDocuments, placedByLine } from './ndjson'
import { readRsd } from './rsd'
import { isRsdTable, rsdOfTable } from './rsd-table'
import { isSheetHeading, mayHeadCompetencies } from './sheet-headings'
import { readSkos } from './skos'
import { frameworkRowOf, readSpreadsheet, type SpreadsheetHead } from './spreadsheet'
import { readTable, type Table, type TableRow, tableRows } from './table'
import { openTableFile, type TableFile } from './table-file'

export type OpenedFile = {
  format: FrameworkFormat
  problems: Problem[]
  /** Of a table only. */
  sheet: SheetFound | null
}

/** A table before its columns are named. */
export type SheetFound = {
  /** Of a workbook, the names of its sheets and which of them this is. */
  sheets: string[]
  sheet: number
  headingLine: number
  headers: string[]
  /** Its first rows, the titles above its headings among them. */
  rows: { line: number; cells: string[] }[]
  /** Its format says what its columns hold. */
  fixed: boolean
  /** Which of our columns its own probably are. */
  mapping: SpreadsheetMapping
  /** Null where no column holds the competency. */
  counts: TableCounts | null
  /** What it calls its framework. */
  name: string | null
}

/** What a person says of a table: the sheet of a workbook, and the line of its headings, 0 for none. */
export type TableChoice = { sheet?: number | undefined; headingLine?: number | undefined }

/** What a file is, by its content; throws a sentence its reader can act on when it is none of ours. */
export function openFrameworkFile(bytes: Uint8Array, choice: TableChoice = {}): OpenedFile {
  const file = openTableFile(bytes, { sheet: choice.sheet, ...headings })
  const problems = problemsOf(file)
  const { source, sheets, sheet } = file
  if (typeof source === 'string' && detectFormat(source) === 'json') {
    const parsed = parseDocuments(source)
    return { format: findFramework(parsed.value).format, problems, sheet: null }
  }
  const table = tableOf(source, choice.headingLine)
  const { headingLine, headers } = table
  const rows = firstRows(tableRows(source, isSheetHeading), headingLine)
  const place = { sheets, sheet, headingLine, headers, rows }
  const own = isCtdlTable(table) ? 'ctdl_asn' : isRsdTable(table) ? 'rsd' : null
  if (own) {
    const said = { fixed: true, mapping: {}, counts: null, name: null }
    return { format: own, problems, sheet: { ...place, ...said } }
  }
  const mapping = guessMapping(table)
  const name = frameworkRowOf(table, mapping)?.name ?? null
  const counts =
    mapping.statement === undefined
      ? null
      : countPackage(readSpreadsheet(table, mapping, { name: name ?? '' }))
  return {
    format: 'csv',
    problems,
    sheet: { ...place, fixed: false, mapping, counts, name },
  }
}

/** How much a table holds: what has something under it is a group. */
export function countPackage(found: FrameworkPackage): TableCounts {
  const { competencies, associations, problems } = found
  const parents = new Set(
    associations.flatMap(({ type, to }) =>
      type === 'isChildOf' && to.kind === 'competency' ? [to.id] : [],
    ),
  )
  const groups = competencies.filter(({ id }) => parents.has(id)).length
  return { competencies: competencies.length - groups, groups, problems: problems.length }
}

export type ReadFile = TableChoice & {
  format: FrameworkFormat
  mapping?: SpreadsheetMapping | null
  head: SpreadsheetHead
}

/** The package inside a file that {@link openFrameworkFile} opened; `head` names a table's framework. */
export function readFrameworkFile(bytes: Uint8Array, about: ReadFile): FrameworkPackage {
  const file = openTableFile(bytes, { sheet: about.sheet, ...headings })
  const { source } = file
  const said = problemsOf(file)
  if (typeof source !== 'string' || detectFormat(source) === 'csv') {
    const table = tableOf(source, about.headingLine)
    if (about.format === 'ctdl_asn') return ctdlOfTable(table, said)
    if (about.format === 'rsd') return rsdOfTable(table, said, about.head.name)
    return readSpreadsheet(table, about.mapping ?? guessMapping(table), about.head, said)
  }
  const { value, problems, lines } = parseDocuments(source)
  const all = [...said, ...problems]
  return placedByLine(readFound(findFramework(value), all, about.head.name), lines)
}

function readFound(
  { format, value }: ReturnType<typeof findFramework>,
  problems: Problem[],
  name: string,
): FrameworkPackage {
  switch (format) {
    case 'case':
      return readCase(isCaseItems(value) ? packageOfItems(value, problems, name) : value, problems)
    case 'rsd':
      return readRsd(value, problems, name)
    case 'skos':
      return readSkos(value, problems, name)
    case 'ctdl_asn':
      return readCtdl(value, problems, name)
  }
}

function problemsOf({ remark, problems }: TableFile): Problem[] {
  return remark ? [{ severity: 'warning', reason: remark }, ...problems] : problems
}

const headings = { knows: isSheetHeading, needs: mayHeadCompetencies }

function tableOf(source: string | TableRow[], headingLine: number | undefined): Table {
  return readTable(source, { knows: isSheetHeading, headingLine })
}
