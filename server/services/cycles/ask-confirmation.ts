import { asTenant } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { requestConfirmation } from '@/server/services/organizations/request-confirmation'
import { findCycle } from './find-cycle'
import { unconfirmedEmployers } from './unconfirmed-employers'

/** Asks whoever may confirm the employers of a cycle that nobody has confirmed; the cycle itself stays as it is. */
export async function askConfirmation(
  ctx: OrgContext,
  input: { cycleId: string },
): Promise<{ asked: number }> {
  await authorize(ctx, 'cycle.edit')
  const employers = await asTenant(ctx, async (tx) => {
    const cycle = await findCycle(tx, ctx, input.cycleId)
    if (cycle.state === 'cancelled') {
      throw new DomainError('conflict', 'cycles.over', { values: { state: cycle.state } })
    }
    return unconfirmedEmployers(tx, cycle.id)
  })
  if (employers.length === 0) throw new DomainError('conflict', 'confirmations.nobodyToAsk')
  return requestConfirmation(ctx, employers)
}
