import { type Input, optional, say, UsageError } from './command'

/** The sheet, by its name or its number, and the row of the headings, as they were said. */
export function chosenTable(
  sheets: readonly string[],
  input: Input,
): { sheet?: number; headingLine?: number } {
  const headingRow = optional(input, 'heading-row')
  if (headingRow !== undefined && !/^\d{1,7}$/.test(headingRow)) {
    throw new UsageError(say('import.headingRow'))
  }
  const line = headingRow === undefined ? {} : { headingLine: Number(headingRow) }
  const said = optional(input, 'sheet')
  if (said === undefined) return line
  const named = sheets.findIndex((name) => name.toLowerCase() === said.toLowerCase())
  const sheet = named < 0 && /^\d{1,5}$/.test(said) ? Number(said) - 1 : named
  if (sheets[sheet] === undefined) {
    const names = sheets.map((name, at) => `${at + 1} ${name}`).join(', ')
    throw new UsageError(say('import.sheetUnknown', { sheet: said, count: sheets.length, names }))
  }
  return { ...line, sheet }
}

/** A column by its heading as it stands, whatever its case, or by its number; counted from 0. */
export function columnAt(said: string, headers: readonly string[]): number {
  const wanted = said.trim()
  const named = headers.findIndex((header) => header.toLowerCase() === wanted.toLowerCase())
  const at = named < 0 && /^\d+$/.test(wanted) ? Number(wanted) - 1 : named
  if (at >= 0 && at < headers.length) return at
  throw new UsageError(
    say('import.headingUnknown', { heading: wanted, headings: numbered(headers) }),
  )
}

/** The headings with their numbers, to choose from. */
export function numbered(headers: readonly string[]): string {
  return headers.map((header, at) => `${at + 1} ${header}`.trim()).join(', ')
}

/**
 * What each column holds, from the first: as it was guessed, and as `said` sets right, our words each with a heading or a
 * number of theirs (`region=County; jobs=3`); nothing behind the sign leaves a column out. Throws for a word that is
 * none of ours.
 */
export function columnsAsSaid<Field extends string>(
  table: { headers: readonly string[]; fields: readonly Field[] },
  said: string,
  ours: readonly Field[],
): (Field | '')[] {
  const fields: (Field | '')[] = [...table.fields]
  const parts = said.split(';').filter((part) => part.trim() !== '')
  for (const part of parts) {
    const [word = '', ...place] = part.split('=')
    const field = ours.find((each) => each !== '' && each === word.trim())
    if (field === undefined || place.length === 0) {
      const columns = ours.filter(Boolean).join(', ')
      throw new UsageError(say('help.columnUnknown', { part: part.trim(), columns }))
    }
    for (const [at, held] of fields.entries()) if (held === field) fields[at] = ''
    const heading = place.join('=').trim()
    if (heading !== '') fields[columnAt(heading, table.headers)] = field
  }
  return fields
}
