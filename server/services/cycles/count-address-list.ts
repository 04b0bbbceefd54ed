import { z } from 'zod'
import { asTenant } from '@/server/db/tenancy'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { type AddressCounts, addressFields } from '@/server/domain/people/address-lists'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { countWaits } from '@/server/services/limits/read-in-turn'
import { findAddressList, findListBytes } from './find-address-list'
import { matchAddresses } from './match-addresses'
import { previewAddresses } from './preview-addresses'
import { OneAddressList } from './read-address-list'
import { readList } from './read-list'

export const CountAddressList = OneAddressList.extend({
  fields: z.array(z.enum(addressFields)).max(frameworkLimits.columns),
})
export type CountAddressList = z.infer<typeof CountAddressList>

/** What a list would hold with its columns named so; null where none holds addresses. Changes nothing. */
export async function countAddressList(
  ctx: OrgContext,
  input: CountAddressList,
): Promise<AddressCounts | null> {
  await authorize(ctx, 'cycle.edit')
  const { fields } = input
  const { list, bytes } = await asTenant(ctx, async (tx) => {
    const found = await findAddressList(tx, ctx, input)
    return { list: found, bytes: await findListBytes(tx, found) }
  })
  if (!fields.includes('email')) return null
  const said = { sheet: list.sheet?.sheet, headingLine: list.sheet?.headingLine, fields }
  const turn = { limit: 'file-count' as const, waits: countWaits, said }
  const { read } = await readList(ctx, { fileName: list.fileName, bytes }, turn)
  return asTenant(ctx, async (tx) => {
    const matched = await matchAddresses(tx, list.cycle, { read, edits: list.edits })
    const { rows, employers, refused } = previewAddresses(matched, read)
    return { addresses: rows.length, employers, problems: refused }
  })
}
