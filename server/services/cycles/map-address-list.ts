import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { addressLists } from '@/server/db/schema/cycles'
import { asTenant } from '@/server/db/tenancy'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { addressFields } from '@/server/domain/people/address-lists'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { countWaits } from '@/server/services/limits/read-in-turn'
import { remember } from '@/server/services/tables/remember'
import { findAddressList, findListBytes } from './find-address-list'
import { OneAddressList } from './read-address-list'
import { readList } from './read-list'

export const MapAddressList = OneAddressList.extend({
  /** What each column holds, from the first. */
  fields: z.array(z.enum(addressFields)).max(frameworkLimits.columns),
  /** The name under which that is remembered for other tables; empty for none. */
  remember: z.string().trim().max(200).optional(),
})
export type MapAddressList = z.infer<typeof MapAddressList>

/** Says which column of a list holds what: it is read anew, and its headings say nothing more. */
export async function mapAddressList(ctx: OrgContext, input: MapAddressList): Promise<void> {
  await authorize(ctx, 'cycle.edit')
  const { fields } = input
  const { list, bytes } = await asTenant(ctx, async (tx) => {
    const found = await findAddressList(tx, ctx, input)
    return { list: found, bytes: await findListBytes(tx, found) }
  })
  const said = { sheet: list.sheet?.sheet, headingLine: list.sheet?.headingLine, fields }
  const turn = { limit: 'file-columns' as const, waits: countWaits, said }
  const { read, sheet } = await readList(ctx, { fileName: list.fileName, bytes }, turn)
  await asTenant(ctx, async (tx) => {
    const { id } = await findAddressList(tx, ctx, input)
    const kept = { read, sheet: sheet && { ...sheet, remembered: null } }
    await tx.update(addressLists).set(kept).where(eq(addressLists.id, id))
    if (!input.remember || !sheet) return
    const owner = { organizationId: ctx.organization.id, kind: 'addresses' as const }
    await remember(tx, owner, { name: input.remember, headings: sheet.headers, fields })
  })
}
