import { asc, eq } from 'drizzle-orm'
import { addressLists } from '@/server/db/schema/cycles'
import { asTenant } from '@/server/db/tenancy'
import type { WaitingList } from '@/server/domain/people/address-lists'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findCycle } from './find-cycle'

/** The lists of a cycle that wait to be added, the oldest first. */
export async function listAddressLists(
  ctx: OrgContext,
  { cycleId }: { cycleId: string },
): Promise<WaitingList[]> {
  await authorize(ctx, 'cycle.edit')
  return asTenant(ctx, async (tx) => {
    const cycle = await findCycle(tx, ctx, cycleId)
    const { id, fileName, createdAt } = addressLists
    return tx
      .select({ id, fileName, createdAt })
      .from(addressLists)
      .where(eq(addressLists.cycleId, cycle.id))
      .orderBy(asc(createdAt), id)
  })
}
