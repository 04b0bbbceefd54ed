import { and, eq, getTableColumns } from 'drizzle-orm'
import { addressLists } from '@/server/db/schema/cycles'
import type { Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { AddressesRead, AddressSheet } from '@/server/domain/people/address-lists'
import { AddressEdits } from '@/server/domain/people/address-rows'
import type { OrgContext } from '@/server/services/context'
import { type CycleRow, findCycle } from './find-cycle'

/** Which list of which cycle. */
type OneList = { cycleId: string; id: string }

export type AddressList = {
  id: string
  cycle: CycleRow
  fileName: string | null
  sheet: AddressSheet | null
  read: AddressesRead
  /** What was changed in its rows since. */
  edits: AddressEdits
}

const { body, ...columns } = getTableColumns(addressLists)

/** A list that waits for a cycle of the organization's own, as it was read; another's is not found. */
export async function findAddressList(
  tx: Transaction,
  ctx: OrgContext,
  { cycleId, id }: OneList,
): Promise<AddressList> {
  const cycle = await findCycle(tx, ctx, cycleId)
  const [found] = await tx.select(columns).from(addressLists).where(isList(cycleId, id))
  if (!found) throw new DomainError('not_found', 'cycles.listGone')
  return {
    ...{ id, cycle, fileName: found.fileName },
    sheet: AddressSheet.nullable().parse(found.sheet),
    read: AddressesRead.parse(found.read),
    edits: AddressEdits.parse(found.edits),
  }
}

/** The bytes of a list that was found. */
export async function findListBytes(
  tx: Transaction,
  { id, cycle }: Pick<AddressList, 'id' | 'cycle'>,
): Promise<Uint8Array> {
  const [found] = await tx.select({ body }).from(addressLists).where(isList(cycle.id, id))
  if (!found) throw new DomainError('not_found', 'cycles.listGone')
  return found.body
}

function isList(cycleId: string, id: string) {
  return and(eq(addressLists.id, id), eq(addressLists.cycleId, cycleId))
}
