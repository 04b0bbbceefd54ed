import { employmentColumns } from './employment'
import { type ExportTable, type TableColumn, tableCsv } from './export-table'
import { mapColumns } from './map-export'
import { rsdTableColumns } from './rsd-columns'
import { frameworkColumns } from './spreadsheet-template'

/** The tables that people download, by name. */
export const dictionaryColumns = {
  framework: frameworkColumns,
  rsd: rsdTableColumns(1),
  map: mapColumns,
  employment: employmentColumns,
} as const satisfies Record<string, readonly TableColumn[]>
export type DictionaryName = keyof typeof dictionaryColumns

/** The file of each dictionary, by its name. */
export const dictionaryFiles: ReadonlyMap<string, DictionaryName> = new Map(
  (['framework', 'rsd', 'map', 'employment'] as const).map((name) => [
    `${name}-dictionary.csv`,
    name,
  ]),
)

const own = [
  { name: 'column', unit: 'text' },
  { name: 'means', unit: 'passage' },
  { name: 'unit', unit: 'text' },
  { name: 'empty', unit: 'passage' },
] as const

/** Says a message of `exports.dictionary`. */
type Say = (key: string) => string

/** A line for each column of a table: its heading, what it means, its unit, and what an empty cell means. */
export function dictionaryTable(of: DictionaryName, say: Say): ExportTable {
  return {
    columns: own.map(({ name, unit }) => ({
      name,
      unit,
      heading: say(`headings.${name}`),
      empty: 'never',
    })),
    rows: dictionaryColumns[of].map(({ name, heading, unit, empty }) => [
      heading,
      say(`${of}.${name}`),
      say(`units.${unit}`),
      say(`empty.${empty}`),
    ]),
  }
}

/** The dictionary of a table as CSV, for whoever opens it in a spreadsheet. */
export function dictionaryCsv(of: DictionaryName, say: Say): string {
  return tableCsv(dictionaryTable(of, say), { bom: true })
}
