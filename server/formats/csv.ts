import { stringify } from 'csv-stringify/sync'

export type CsvCell = string | number | null

/**
 * The one writer of CSV: RFC 4180, UTF-8, numbers as numbers. A text that begins, after white
 * space, with `= + - @`, a tab or a carriage return gets an apostrophe before it, so that no
 * spreadsheet runs it (SECURITY R26). `bom` is for a file a person opens in Excel.
 */
export function writeCsv(rows: CsvCell[][], options: { bom: boolean }): string {
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? neutralCell(cell) : cell)),
  )
  return stringify(cells, { bom: options.bom, record_delimiter: 'windows' })
}

// Apostrophes before it count too, so that a text that begins with one comes back as it was.
const runs = /^'*(?:[\t\r]|\s*[=+\-@])/

/** The cell as no spreadsheet would run it. */
export function neutralCell(text: string): string {
  return runs.test(text) ? `'${text}` : text
}

/** The text of a cell that {@link neutralCell} may have changed. */
export function plainCell(text: string): string {
  return text.startsWith("'") && runs.test(text.slice(1)) ? text.slice(1) : text
}
