import { asTenant } from '@/server/db/tenancy'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import {
  type ConfirmationView,
  readConfirmation,
} from '@/server/services/organizations/read-confirmation'
import { findCycle } from './find-cycle'
import { unconfirmedEmployers } from './unconfirmed-employers'

/** Who may confirm the employers of a cycle that nobody has, and what came of asking. */
export async function readCycleConfirmation(
  ctx: OrgContext,
  input: { cycleId: string },
): Promise<ConfirmationView> {
  await authorize(ctx, 'cycle.read')
  const employers = await asTenant(ctx, async (tx) => {
    const cycle = await findCycle(tx, ctx, input.cycleId)
    return unconfirmedEmployers(tx, cycle.id)
  })
  return readConfirmation(ctx, employers)
}
