import { CsvError, parse } from 'csv-parse/sync'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { DomainError } from '@/server/domain/errors'
import { plainCell } from './csv'

const longestHeading = 200

export type SheetRow = { line: number; cells: string[] }

/**
 * The headings and rows of a CSV text, whatever of comma, semicolon and tab divides it. Lines
 * count from 1 and name where a row begins. Cells an export of ours neutralised are as before.
 * Throws `invalid` with the line of a quote that is wrong.
 */
export function splitSheet(text: string): { headers: string[]; rows: SheetRow[] } {
  const [first, ...rest] = rowsOf(text)
  const headers = first?.cells.map((cell) => cell.trim()) ?? []
  if (headers.length > frameworkLimits.columns) {
    throw new DomainError('limit_reached', 'tables.mostColumns', { field: 'file' })
  }
  // Every row may carry its headings, so that long ones make much of little.
  if (headers.some((header) => header.length > longestHeading)) {
    throw new DomainError('limit_reached', 'tables.longHeading', { field: 'file' })
  }
  return { headers, rows: rest }
}

function rowsOf(text: string): SheetRow[] {
  const rows: SheetRow[] = []
  try {
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { lines }) => {
        const within = cells.reduce((sum, cell) => sum + cell.split(/\r\n|\n|\r/).length - 1, 0)
        const plain = cells.map(plainCell)
        if (plain.some((cell) => cell.trim() !== '')) {
          rows.push({ line: lines - within, cells: plain })
        }
        // Without reading on: the headings are a row too.
        if (rows.length > frameworkLimits.competencies + 1) throw tooManyRows()
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : 0
    throw new DomainError('invalid', 'tables.quoteOpen', { field: 'file', values: { line } })
  }
  return rows
}

function tooManyRows(): DomainError {
  return new DomainError('limit_reached', 'tables.mostRows', { field: 'file' })
}

/** Whichever divides the first line into most cells, quotes left out. */
function delimiterOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/)).replaceAll(/"[^"]*"/g, '')
  const count = (delimiter: string) => line.split(delimiter).length
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best))
}
