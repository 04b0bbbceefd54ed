import { stringify } from 'csv-stringify/sync'

export type CsvCell = string | number | null

/**
 * The one writer of CSV: RFC 4180, UTF-8, numbers as numbers. A cell with a line break is quoted,
 * and what a spreadsheet would run is neutralised ({@link neutralCell}, SECURITY R26). `bom` is for
 * a file a person opens in Excel.
 */
export function writeCsv(rows: CsvCell[][], options: { bom: boolean }): string {
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? neutralCell(cell) : cell)),
  )
  return stringify(cells, {
    bom: options.bom,
    record_delimiter: 'windows',
    // A delimiter of one's own turns this off: line breaks would stand unquoted.
    quote_record_delimiter: true,
  })
}

/**
 * The cell as no spreadsheet would run it: an apostrophe stands before each line of it that begins,
 * after white space or characters nobody sees, with `= + - @`, a wide form of them or a tab, and
 * before a carriage return at its start. What follows a semicolon counts as a line, since that is
 * where spreadsheets of many countries part the cells.
 */
export function neutralCell(text: string): string {
  return linesOf(text)
    .map((line, at) => (runs(line, at) ? `'${line}` : line))
    .join('')
}

/** The text of a cell that {@link neutralCell} may have changed. */
export function plainCell(text: string): string {
  if (!text.includes("'")) return text
  return linesOf(text)
    .map((line, at) => (line.startsWith("'") && runs(line.slice(1), at) ? line.slice(1) : line))
    .join('')
}

/** The lines of a cell with what ends each, so that they join to the same text again. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\r\n|\r(?!\n)|[\n\v\f\u0085\u2028\u2029;])/)
}

// Apostrophes before it count too, so that a text that begins with one comes back as it was.
const formula = /^'*[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*[=+\-@＝＋－＠﹢﹣﹦﹫\t]/u
const carriageReturn = /^'*\r/

function runs(line: string, at: number): boolean {
  return formula.test(line) || (at === 0 && carriageReturn.test(line))
}
