import type { EmploymentSheet } from '@/server/domain/catalogue/employment'
import { type EmploymentTableSaid, parseEmployment, type ReadEmployment } from './employment'
import { isEmploymentHeading } from './employment-columns'
import { openTableFile, remarksOf } from './table-file'

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
