import { encodingRemarks } from './encoding-remarks'

/** What is said of cells of a workbook that were read as empty; the sentences stand with the tables. */
export const cellRemarks = ['formula_without_value', 'cell_error'] as const
export type CellRemark = (typeof cellRemarks)[number]

/** What may be said of how a file was read, whatever it holds. */
export const fileRemarks = [...encodingRemarks, ...cellRemarks] as const
export type FileRemark = { reason: (typeof fileRemarks)[number]; detail: string }

/** Whether a reason is about cells of a workbook. */
export function isCellRemark(reason: string): reason is CellRemark {
  return cellRemarks.some((each) => each === reason)
}
