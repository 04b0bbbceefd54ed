import type {
  FrameworkFormat,
  FrameworkPackage,
  Problem,
} from '@/server/domain/catalogue/frameworks'
import { readCase } from './case'
import { readCtdl } from './ctdl'
import { decodeText } from './decode-text'
import { detectFormat, detectJsonFormat } from './detect-format'
import { parseJson } from './parse-json'
import { readSpreadsheet, type SpreadsheetHead } from './spreadsheet'
import { guessMapping, type SpreadsheetMapping } from './spreadsheet-columns'
import { readTable } from './table'

export type OpenedFile = {
  text: string
  format: FrameworkFormat
  problems: Problem[]
  /** Of a table only: its headings and which of ours they probably are. */
  sheet: { headers: string[]; mapping: SpreadsheetMapping; sample: string[][] } | null
}

/** What a file is, by its content; throws a sentence its reader can act on when it is none of ours. */
export function openFrameworkFile(bytes: Uint8Array): OpenedFile {
  const { text, problems } = decodeText(bytes)
  if (detectFormat(text) === 'json') {
    const parsed = parseJson(text)
    return { text, format: detectJsonFormat(parsed.value), problems, sheet: null }
  }
  const { headers, rows } = readTable(text)
  const sample = rows.slice(0, 3).map(({ cells }) => cells.map((cell) => cell.slice(0, 80)))
  return {
    text,
    format: 'csv',
    problems,
    sheet: { headers, mapping: guessMapping(headers), sample },
  }
}

export type ReadFile = {
  text: string
  format: FrameworkFormat
  problems: Problem[]
  mapping?: SpreadsheetMapping | null
  head: SpreadsheetHead
}

/** The package inside a text that {@link openFrameworkFile} opened; `head` names a table's framework. */
export function readFrameworkFile(file: ReadFile): FrameworkPackage {
  if (file.format === 'csv') {
    const mapping = file.mapping ?? guessMapping(readTable(file.text).headers)
    return readSpreadsheet(file.text, mapping, file.head, file.problems)
  }
  const { value, problems } = parseJson(file.text)
  const all = [...file.problems, ...problems]
  return file.format === 'case' ? readCase(value, all) : readCtdl(value, all)
}
