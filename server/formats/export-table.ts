import { type CsvCell, writeCsv } from './csv'

/**
 * What stands in a column, how a workbook holds it, and how wide it is there, in characters. A day is `YYYY-MM-DD` in a
 * CSV; points and per cent are whole numbers.
 */
export const units = {
  text: { as: 'text', width: 28 },
  passage: { as: 'text', width: 60 },
  code: { as: 'text', width: 14 },
  word: { as: 'text', width: 16 },
  place: { as: 'number', width: 10 },
  points: { as: 'number', width: 10 },
  percent: { as: 'number', width: 10 },
  employers: { as: 'number', width: 10 },
  release: { as: 'number', width: 10 },
  tier: { as: 'number', width: 10 },
  jobs: { as: 'number', width: 14 },
  year: { as: 'number', width: 10 },
  day: { as: 'day', width: 14 },
} as const satisfies Record<string, { as: 'text' | 'number' | 'day'; width: number }>
export type Unit = keyof typeof units

/** Why a cell of a column may be empty, each a sentence of the dictionary. */
export const emptyReasons = [
  'never',
  'unsaid',
  'top',
  'few',
  'noRelease',
  'public',
  'notJoined',
  'noChange',
  'noLean',
  'noClaim',
  'noFlag',
  'noReply',
  'noDecision',
  'openDate',
  'noProgress',
  'sourceSilent',
] as const
export type EmptyReason = (typeof emptyReasons)[number]

/** What is said of a column but for its words, which are messages under `name`. */
export type TableColumn<Name extends string = string> = {
  name: Name
  heading: string
  unit: Unit
  empty: EmptyReason
}

/** A table that goes out as CSV and as a sheet of a workbook: the cells of a row stand as its columns do. */
export type ExportTable = {
  columns: readonly TableColumn[]
  rows: readonly (readonly CsvCell[])[]
}

export function tableCsv({ columns, rows }: ExportTable, options: { bom: boolean }): string {
  return writeCsv([columns.map(({ heading }) => heading), ...rows.map((row) => [...row])], options)
}
