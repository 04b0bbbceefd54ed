import { DomainError } from '@/server/domain/errors'
import {
  type AddressesRead,
  type AddressSheet,
  longestAddressText,
} from '@/server/domain/people/address-lists'
import { isAddressHeading } from './address-columns'
import { type AddressesSaid, readAddresses } from './address-list'
import { openTableFile, remarksOf } from './table-file'

type Said = AddressesSaid & { sheet?: number | undefined; most: number }

export type AddressFile = { read: AddressesRead; sheet: Omit<AddressSheet, 'remembered'> | null }

/**
 * Addresses from a text or a sheet of a workbook; the sheet is null where it is no table. Throws what `openTableFile` and
 * `readTable` throw, and `limit_reached` above 400,000 characters.
 */
export function readAddressFile(bytes: Uint8Array, said: Said): AddressFile {
  const file = openTableFile(bytes, { sheet: said.sheet, knows: isAddressHeading })
  const { source, sheets, sheet } = file
  const length =
    typeof source === 'string'
      ? source.length
      : source.reduce((sum, { cells }) => sum + cells.join(' ').length, 0)
  if (length > longestAddressText) {
    throw new DomainError('limit_reached', 'cycles.addressFileTooLong', { field: 'file' })
  }
  const { table, ...read } = readAddresses(source, said)
  return {
    read: { ...read, remarks: remarksOf(file) },
    sheet: table && { sheets, sheet, ...table },
  }
}
