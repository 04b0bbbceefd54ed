import { DomainError } from '@/server/domain/errors'
import { mostGroups, type SheetColumn, sheetColumns, translatedColumns } from './sheet-columns'
import type { SpreadsheetMapping } from './sheet-mapping'

const groupFields = Array.from({ length: mostGroups }, (_, at) => `group.${at + 1}` as GroupField)
type GroupField = `group.${1 | 2 | 3 | 4 | 5}`
type TranslatedField = `${(typeof translatedColumns)[number]}.translated`
const translatedFields = translatedColumns.map((column): TranslatedField => `${column}.translated`)

/**
 * What a person may say that a column of a table of competencies holds; empty for nothing of ours. Groups are numbered from
 * the outermost in.
 */
export type ColumnField = '' | SheetColumn | GroupField | TranslatedField | 'isFramework'
export const columnFields: readonly ColumnField[] = [
  '',
  ...['statement' as const, 'label' as const, 'code' as const, 'identifier' as const],
  ...['parent' as const, ...groupFields],
  ...sheetColumns.filter(
    (column) => !['statement', 'label', 'code', 'identifier', 'parent'].includes(column),
  ),
  ...translatedFields,
  'isFramework',
]

/** A mapping as it stands above the columns: of each, what it holds. */
export function fieldsOf(mapping: SpreadsheetMapping, columns: number): ColumnField[] {
  const fields: ColumnField[] = Array.from({ length: columns }, () => '')
  const put = (at: number | undefined, field: ColumnField) => {
    if (at !== undefined && at < columns) fields[at] = field
  }
  for (const { column, at } of mapping.translations ?? []) put(at, `${column}.translated`)
  for (const [depth, at] of (mapping.groups ?? []).entries()) put(at, groupFields[depth] ?? '')
  for (const at of mapping.more ?? []) put(at, 'statement')
  put(mapping.isFramework, 'isFramework')
  for (const column of sheetColumns) put(mapping[column], column)
  return fields
}

/**
 * The mapping that stands above the columns. Several may hold competencies, each cell one. Throws `invalid` with the column
 * (`column.3`) where another holds the same already.
 */
export function mappingOf(fields: readonly ColumnField[]): SpreadsheetMapping {
  const places = (field: ColumnField) =>
    fields.flatMap((each, at) => (each === field && field !== '' ? [at] : []))
  const only = (field: ColumnField) => {
    const [first, second] = places(field)
    if (second === undefined) return first
    throw new DomainError('invalid', 'tables.columnTwice', {
      field: `column.${second}`,
      values: { first: (first ?? 0) + 1, second: second + 1 },
    })
  }
  const [statement, ...more] = places('statement')
  const singles = sheetColumns.filter((column) => column !== 'statement')
  const groups = groupFields.flatMap((field) => only(field) ?? [])
  const isFramework = only('isFramework')
  const translations = translatedColumns.flatMap((column) =>
    places(`${column}.translated`).map((at) => ({ column, at })),
  )
  return {
    ...Object.fromEntries(
      singles.flatMap((column) => {
        const at = only(column)
        return at === undefined ? [] : [[column, at]]
      }),
    ),
    ...(statement === undefined ? {} : { statement }),
    ...(more.length > 0 ? { more } : {}),
    ...(groups.length > 0 ? { groups } : {}),
    ...(isFramework === undefined ? {} : { isFramework }),
    ...(translations.length > 0 ? { translations } : {}),
  }
}

/** The field a form names; empty for one that is none. */
export function columnFieldOf(text: string): ColumnField {
  return columnFields.find((field) => field === text) ?? ''
}
