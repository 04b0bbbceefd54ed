import { readAddressUpload } from '@/server/child/uploads'
import { asTenant } from '@/server/db/tenancy'
import { cycleLimits } from '@/server/domain/asking/cycles'
import type { Limit } from '@/server/domain/limits'
import {
  type AddressesRead,
  type AddressField,
  type AddressSheet,
  addressFieldOf,
} from '@/server/domain/people/address-lists'
import { type AddressFile, readAddressFile } from '@/server/formats/address-file'
import type { OrgContext } from '@/server/services/context'
import { readInTurn } from '@/server/services/limits/read-in-turn'
import { recall } from '@/server/services/tables/recall'

/** A list as it came. */
export type RawList = { fileName: string | null; bytes: Uint8Array }

type Said = {
  sheet?: number | undefined
  headingLine?: number | undefined
  fields?: AddressField[] | undefined
}

type Turn = { limit: Limit; waits: number }

/** Reads a list as it is said; a file in a process of its own, in its turn, and what was pasted at once. */
export function readList(
  ctx: OrgContext,
  { fileName, bytes }: RawList,
  { said, ...turn }: Turn & { said: Said },
): Promise<AddressFile> {
  const job = { ...said, most: cycleLimits.addresses }
  if (fileName === null) return Promise.resolve(readAddressFile(bytes, job))
  return readInTurn(ctx, turn, () => readAddressUpload(bytes, job))
}

/** Reads a list whose columns nobody has named: as they were remembered of one with its headings, else as these say. */
export async function readUnnamed(
  ctx: OrgContext,
  list: RawList,
  about: Turn & { said: Omit<Said, 'fields'> },
): Promise<{ read: AddressesRead; sheet: AddressSheet | null }> {
  const { read, sheet } = await readList(ctx, list, about)
  if (!sheet) return { read, sheet: null }
  const owner = { organizationId: ctx.organization.id, kind: 'addresses' as const }
  const found = await asTenant(ctx, (tx) => recall(tx, owner, sheet.headers))
  const fields = found?.fields.map(addressFieldOf) ?? []
  if (!found || !fields.includes('email')) return { read, sheet: { ...sheet, remembered: null } }
  const said = { sheet: sheet.sheet, headingLine: sheet.headingLine, fields }
  const again = await readList(ctx, list, { ...about, said })
  const { id, name } = found.from
  return { read: again.read, sheet: again.sheet && { ...again.sheet, remembered: { id, name } } }
}
