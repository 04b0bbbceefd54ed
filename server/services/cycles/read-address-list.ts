import { z } from 'zod'
import { asTenant } from '@/server/db/tenancy'
import type { AddressListView } from '@/server/domain/people/address-lists'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { stillRemembered } from '@/server/services/tables/recall'
import { findAddressList } from './find-address-list'
import { previewAddresses } from './preview-addresses'

export const OneAddressList = z.strictObject({ cycleId: z.uuid(), id: z.uuid() })
export type OneAddressList = z.infer<typeof OneAddressList>

/** A list that waits, and what adding it would do now; it holds mail addresses, so who invites nobody reads none. */
export async function readAddressList(
  ctx: OrgContext,
  input: OneAddressList,
): Promise<AddressListView> {
  await authorize(ctx, 'cycle.edit')
  return asTenant(ctx, async (tx) => {
    const { id, cycle, fileName, sheet, read } = await findAddressList(tx, ctx, input)
    const owner = { organizationId: ctx.organization.id, kind: 'addresses' as const }
    const remembered = await stillRemembered(tx, owner, sheet?.remembered ?? null)
    return {
      ...{ id, fileName, remarks: read.remarks },
      sheet: sheet && { ...sheet, remembered },
      cycle: cycle.title,
      preview: await previewAddresses(tx, cycle.id, read),
    }
  })
}
