import { and, eq } from 'drizzle-orm'
import { addressLists } from '@/server/db/schema/cycles'
import { asTenant } from '@/server/db/tenancy'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findCycle } from './find-cycle'
import type { OneAddressList } from './read-address-list'

/** Gives up a list that waits, with the addresses in it. */
export async function discardAddressList(ctx: OrgContext, input: OneAddressList): Promise<void> {
  await authorize(ctx, 'cycle.edit')
  await asTenant(ctx, async (tx) => {
    const { id: cycleId } = await findCycle(tx, ctx, input.cycleId)
    await tx
      .delete(addressLists)
      .where(and(eq(addressLists.id, input.id), eq(addressLists.cycleId, cycleId)))
  })
}
