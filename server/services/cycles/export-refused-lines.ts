import { asTenant } from '@/server/db/tenancy'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findAddressList } from './find-address-list'
import { matchAddresses } from './match-addresses'
import type { OneAddressList } from './read-address-list'
import { refusedLines } from './refused-lines'

/** The lines of a list that cannot be used, as a CSV to mend and add again. */
export async function exportRefusedLines(ctx: OrgContext, input: OneAddressList): Promise<string> {
  await authorize(ctx, 'cycle.edit')
  return asTenant(ctx, async (tx) => {
    const { cycle, read, edits } = await findAddressList(tx, ctx, input)
    return refusedLines(await matchAddresses(tx, cycle, { read, edits }), read)
  })
}
