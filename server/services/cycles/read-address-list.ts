import { z } from 'zod'
import { asTenant } from '@/server/db/tenancy'
import { AddressListView } from '@/server/domain/people/address-lists'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { industryIndex } from '@/server/services/organizations/industry-index'
import { stillRemembered } from '@/server/services/tables/recall'
import { checkList, pageOf } from './check-list'
import { findAddressList } from './find-address-list'
import { CycleForecast } from './forecast-cycle'
import { forecastWith } from './forecast-with'
import { previewAddresses } from './preview-addresses'

export const OneAddressList = z.strictObject({ cycleId: z.uuid(), id: z.uuid() })
export type OneAddressList = z.infer<typeof OneAddressList>

export const ReadAddressList = OneAddressList.extend({
  /** Which of its pages, counted from 1. */
  page: z.number().int().min(1).max(999).default(1),
})
export type ReadAddressList = z.input<typeof ReadAddressList>

/** A list that waits, and what its cycle could publish with it: by who is confirmed today, and if everybody were. */
export const AddressListRead = AddressListView.extend({
  forecast: CycleForecast,
  ifConfirmed: CycleForecast,
})
export type AddressListRead = z.infer<typeof AddressListRead>

/** A list that waits, and what adding it would do now; it holds mail addresses, so who invites nobody reads none. */
export async function readAddressList(
  ctx: OrgContext,
  { page = 1, ...input }: ReadAddressList,
): Promise<AddressListRead> {
  await authorize(ctx, 'cycle.edit')
  const industries = await industryIndex()
  return asTenant(ctx, async (tx) => {
    const { id, cycle, fileName, sheet, read, edits } = await findAddressList(tx, ctx, input)
    const owner = { organizationId: ctx.organization.id, kind: 'addresses' as const }
    const remembered = await stillRemembered(tx, owner, sheet?.remembered ?? null)
    const checked = await checkList(tx, cycle, { read, edits, industries })
    return {
      ...{ id, fileName, remarks: read.remarks },
      sheet: sheet && { ...sheet, remembered },
      cycle: cycle.title,
      preview: previewAddresses(checked, read),
      table: pageOf(checked, page),
      ...(await forecastWith(tx, cycle, checked.rows)),
    }
  })
}
