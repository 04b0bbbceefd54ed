import { z } from 'zod'
import { frameworkLimits } from './frameworks'

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

const position = z
  .number()
  .int()
  .min(0)
  .max(frameworkLimits.columns - 1)

/** A tree has no more columns than these above its competencies. */
export const mostGroups = 5

/**
 * Which column of the sheet, counted from 0, holds which of ours. `groups` are the columns of a tree
 * from the outermost in: Category, Subcategory. `isFramework` marks the row that is the framework itself.
 */
export const SpreadsheetMapping = z.strictObject({
  ...(Object.fromEntries(sheetColumns.map((column) => [column, position.optional()])) as Record<
    SheetColumn,
    z.ZodOptional<typeof position>
  >),
  groups: z.array(position).max(mostGroups).optional(),
  isFramework: position.optional(),
})
export type SpreadsheetMapping = z.infer<typeof SpreadsheetMapping>

/** Places of the columns that no column of ours and no group uses, in their order. */
export function unusedColumns(headers: string[], mapping: SpreadsheetMapping): number[] {
  const { groups = [], isFramework } = mapping
  const used = new Set([...sheetColumns.map((column) => mapping[column]), ...groups, isFramework])
  return headers.flatMap((header, at) => (header === '' || used.has(at) ? [] : [at]))
}
