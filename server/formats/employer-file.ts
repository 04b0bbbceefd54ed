import { DomainError } from '@/server/domain/errors'
import {
  type EmployerSheet,
  type EmployersRead,
  longestEmployerText,
} from '@/server/domain/people/employer-lists'
import { isEmployerHeading } from './employer-columns'
import { type EmployersSaid, readEmployers } from './employer-list'
import { openTableFile, remarksOf } from './table-file'

type Said = EmployersSaid & {
  sheet?: number | undefined
  most: number
  /** The lines whose cells are wanted as they stand. */
  lines?: readonly number[] | undefined
}

export type EmployerFile = {
  read: EmployersRead
  sheet: Omit<EmployerSheet, 'remembered'>
  rows: { line: number; cells: string[] }[]
}

/**
 * Employers from a text or a sheet of a workbook. Throws what `openTableFile`, `readTable` and `placesOfFields` throw, and
 * `limit_reached` above 400,000 characters.
 */
export function readEmployerFile(bytes: Uint8Array, said: Said): EmployerFile {
  const file = openTableFile(bytes, { sheet: said.sheet, knows: isEmployerHeading })
  const { source, sheets, sheet } = file
  const length =
    typeof source === 'string'
      ? source.length
      : source.reduce((sum, { cells }) => sum + cells.join(' ').length, 0)
  if (length > longestEmployerText) {
    throw new DomainError('limit_reached', 'employers.listTooLong', { field: 'file' })
  }
  const { table, rows, ...read } = readEmployers(source, said)
  const wanted = new Set(said.lines)
  return {
    read: { ...read, remarks: remarksOf(file) },
    sheet: { sheets, sheet, ...table },
    rows: rows.flatMap(({ line, cells }) => (wanted.has(line) ? [{ line, cells }] : [])),
  }
}
