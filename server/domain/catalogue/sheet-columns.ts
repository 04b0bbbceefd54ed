/** What a table of competencies can say of each, in the order of our template. */
export const sheetColumns = [
  'identifier',
  'parent',
  'code',
  'label',
  'statement',
  'type',
  'axis',
  'level',
  'notes',
  'keywords',
  'listEnumeration',
  'sequence',
  'educationLevel',
  'language',
] as const
export type SheetColumn = (typeof sheetColumns)[number]

/** What may stand in a column for each of several languages. */
export const translatedColumns = ['statement', 'label'] as const satisfies SheetColumn[]

/** A tree has no more columns than these above its competencies. */
export const mostGroups = 5

/** Which column of a sheet, counted from 0, is used for what. */
type Used = { [column in SheetColumn]?: number | undefined } & {
  groups?: number[] | undefined
  more?: number[] | undefined
  isFramework?: number | undefined
  translations?: { at: number }[] | undefined
}

/** Places of the columns that no column of ours and no group uses, in their order. */
export function unusedColumns(headers: string[], mapping: Used): number[] {
  const { groups = [], more = [], isFramework, translations = [] } = mapping
  const others = [...groups, ...more, isFramework, ...translations.map(({ at }) => at)]
  const used = new Set([...sheetColumns.map((column) => mapping[column]), ...others])
  return headers.flatMap((header, at) => (header === '' || used.has(at) ? [] : [at]))
}
