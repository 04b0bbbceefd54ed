import type {
  FrameworkFormat,
  FrameworkPackage,
  Problem,
} from '@/server/domain/catalogue/frameworks'
import type { SpreadsheetMapping } from '@/server/domain/catalogue/sheet-mapping'
import { readCase } from './case'
import { readCtdl } from './ctdl'
import { ctdlOfTable, isCtdlTable } from './ctdl-table'
import { decodeText } from './decode-text'
import { detectFormat, findFramework } from './detect-format'
import { guessMapping } from './guess-columns'
import { parseJson } from './parse-json'
import { isSheetHeading } from './sheet-headings'
import { frameworkRowOf, readSpreadsheet, type SpreadsheetHead } from './spreadsheet'
import { readTable, type Table } from './table'

export type OpenedFile = {
  text: string
  format: FrameworkFormat
  problems: Problem[]
  /** Of a table only: its headings, which of ours they probably are, and what it calls its framework. */
  sheet: {
    headingLine: number
    headers: string[]
    mapping: SpreadsheetMapping
    sample: string[][]
    name: string | null
  } | null
}

/**
 * What a file is, by its content; throws a sentence its reader can act on when it is none of ours.
 * `headingLine` is where a person says a table's headings are, 0 for none.
 */
export function openFrameworkFile(bytes: Uint8Array, headingLine?: number): OpenedFile {
  const { text, remark } = decodeText(bytes)
  const problems: Problem[] = remark ? [{ severity: 'warning', reason: remark }] : []
  if (detectFormat(text) === 'json') {
    const parsed = parseJson(text)
    return { text, format: findFramework(parsed.value).format, problems, sheet: null }
  }
  const table = tableOf(text, headingLine)
  if (isCtdlTable(table)) return { text, format: 'ctdl_asn', problems, sheet: null }
  const { headers, rows } = table
  const mapping = guessMapping(table)
  const sample = rows.slice(0, 3).map(({ cells }) => cells.map((cell) => cell.slice(0, 80)))
  return {
    ...{ text, format: 'csv', problems },
    sheet: {
      ...{ headingLine: table.headingLine, headers, mapping, sample },
      name: frameworkRowOf(table, mapping)?.name ?? null,
    },
  }
}

export type ReadFile = {
  text: string
  format: FrameworkFormat
  problems: Problem[]
  mapping?: SpreadsheetMapping | null
  headingLine?: number | undefined
  head: SpreadsheetHead
}

/** The package inside a text that {@link openFrameworkFile} opened; `head` names a table's framework. */
export function readFrameworkFile(file: ReadFile): FrameworkPackage {
  if (detectFormat(file.text) === 'csv') {
    const table = tableOf(file.text, file.headingLine)
    if (file.format === 'ctdl_asn') return ctdlOfTable(table, file.problems)
    return readSpreadsheet(table, file.mapping ?? guessMapping(table), file.head, file.problems)
  }
  const { value, problems } = parseJson(file.text)
  const all = [...file.problems, ...problems]
  const found = findFramework(value)
  return found.format === 'case'
    ? readCase(found.value, all)
    : readCtdl(found.value, all, file.head.name)
}

function tableOf(text: string, headingLine: number | undefined): Table {
  return readTable(text, { knows: isSheetHeading, headingLine })
}
