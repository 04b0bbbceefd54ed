import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { addressLists } from '@/server/db/schema/cycles'
import { asTenant } from '@/server/db/tenancy'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { countWaits } from '@/server/services/limits/read-in-turn'
import { findAddressList, findListBytes } from './find-address-list'
import { OneAddressList } from './read-address-list'
import { readUnnamed } from './read-list'

export const ChooseAddressSheet = OneAddressList.extend({
  /** Which sheet of a workbook, counted from 0. */
  sheet: z.number().int().min(0).max(9999).optional(),
  /** Counted from 1, 0 for a table without headings; where it is not said, they are looked for. */
  headingLine: z.number().int().min(0).max(2_000_000).optional(),
})
export type ChooseAddressSheet = z.infer<typeof ChooseAddressSheet>

/** Says which sheet of a list is the table and where its headings stand: it is read anew. */
export async function chooseAddressSheet(
  ctx: OrgContext,
  input: ChooseAddressSheet,
): Promise<void> {
  await authorize(ctx, 'cycle.edit')
  const { list, bytes } = await asTenant(ctx, async (tx) => {
    const found = await findAddressList(tx, ctx, input)
    return { list: found, bytes: await findListBytes(tx, found) }
  })
  const { sheet = list.sheet?.sheet, headingLine } = input
  const turn = { limit: 'file-columns' as const, waits: countWaits, said: { sheet, headingLine } }
  const kept = await readUnnamed(ctx, { fileName: list.fileName, bytes }, turn)
  await asTenant(ctx, async (tx) => {
    const { id } = await findAddressList(tx, ctx, input)
    await tx.update(addressLists).set(kept).where(eq(addressLists.id, id))
  })
}
