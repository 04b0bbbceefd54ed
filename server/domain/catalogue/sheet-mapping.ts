import { z } from 'zod'
import { frameworkLimits } from './frameworks'
import { mostGroups, type SheetColumn, sheetColumns, translatedColumns } from './sheet-columns'

const position = z
  .number()
  .int()
  .min(0)
  .max(frameworkLimits.columns - 1)

/**
 * Which column of the sheet, counted from 0, holds which of ours. `groups` are the columns of a tree
 * from the outermost in: Category, Subcategory. Each cell of the columns `more` is a competency of its own beside the
 * statement's, as a chart has them. `isFramework` marks the row that is the framework itself.
 * `translations` are further columns of one of ours, each in the language its heading says.
 */
export const SpreadsheetMapping = z.strictObject({
  ...(Object.fromEntries(sheetColumns.map((column) => [column, position.optional()])) as Record<
    SheetColumn,
    z.ZodOptional<typeof position>
  >),
  groups: z.array(position).max(mostGroups).optional(),
  more: z.array(position).max(frameworkLimits.columns).optional(),
  isFramework: position.optional(),
  translations: z
    .array(z.strictObject({ column: z.enum(translatedColumns), at: position }))
    .max(frameworkLimits.columns)
    .optional(),
})
export type SpreadsheetMapping = z.infer<typeof SpreadsheetMapping>
