import type { EmploymentRemark, EmploymentSheet } from '@/server/domain/catalogue/employment'
import { type EmploymentTableSaid, parseEmployment, type ReadEmployment } from './employment'
import { isEmploymentHeading } from './employment-columns'
import { listed } from './employment-line'
import { openTableFile, type TableFile } from './table-file'

type Said = EmploymentTableSaid & { sheet?: number | undefined }

/** Employment from a text or a sheet of a workbook; throws what `openTableFile` and `parseEmployment` throw. */
export function readEmploymentFile(
  bytes: Uint8Array,
  said: Said,
): ReadEmployment & { sheet: Omit<EmploymentSheet, 'remembered'> } {
  const file = openTableFile(bytes, { sheet: said.sheet, knows: isEmploymentHeading })
  const { table, ...read } = parseEmployment(file.source, said)
  return {
    ...read,
    remarks: [...remarksOf(file), ...read.remarks],
    sheet: { sheets: file.sheets, sheet: file.sheet, ...table },
  }
}

function remarksOf({ remark, problems }: TableFile): EmploymentRemark[] {
  const cells = (['formula_without_value', 'cell_error'] as const).flatMap((reason) => {
    const own = problems.filter((problem) => problem.reason === reason)
    const detail = listed(own.map(({ column = '', line = '' }) => `${column}${line}`))
    return own.length > 0 ? [{ reason, detail }] : []
  })
  return remark ? [{ reason: remark, detail: '' }, ...cells] : cells
}
