import { asTenant } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { addAddresses } from './add-addresses'
import { findAddressList } from './find-address-list'
import type { OneAddressList } from './read-address-list'

/** Adds the raters of a list that waits, which is then gone. */
export async function addAddressList(
  ctx: OrgContext,
  input: OneAddressList,
): Promise<{ added: number; refused: number }> {
  await authorize(ctx, 'cycle.edit')
  const { id, cycle, sheet, ...list } = await asTenant(ctx, (tx) => findAddressList(tx, ctx, input))
  if (sheet?.asks) throw new DomainError('invalid', 'cycles.columnsNotNamed')
  return addAddresses(ctx, { cycleId: cycle.id, list, listId: id })
}
