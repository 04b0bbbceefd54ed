import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { claimLists } from '@/server/db/schema/credentials'
import { asTenant } from '@/server/db/tenancy'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { countWaits } from '@/server/services/limits/read-in-turn'
import { findClaimBytes, findClaimList } from './find-claim-list'
import { OneClaimList } from './read-claim-list'
import { readUnnamedClaims } from './read-claim-sheet'

export const ChooseClaimSheet = OneClaimList.extend({
  /** Which sheet of a workbook, counted from 0. */
  sheet: z.number().int().min(0).max(9999).optional(),
  /** Counted from 1, 0 for a table without headings; where it is not said, they are looked for. */
  headingLine: z.number().int().min(0).max(2_000_000).optional(),
})
export type ChooseClaimSheet = z.infer<typeof ChooseClaimSheet>

/** Says which sheet of a file is the table and where its headings stand: it is read anew. */
export async function chooseClaimSheet(ctx: OrgContext, input: ChooseClaimSheet): Promise<void> {
  await authorize(ctx, 'credential.edit')
  const { list, bytes } = await asTenant(ctx, async (tx) => {
    const found = await findClaimList(tx, ctx, input.id)
    return { list: found, bytes: await findClaimBytes(tx, found) }
  })
  const { sheet = list.sheet.sheet, headingLine } = input
  const turn = { limit: 'file-columns' as const, waits: countWaits, said: { sheet, headingLine } }
  const kept = await readUnnamedClaims(ctx, { fileName: list.fileName, bytes }, turn)
  await asTenant(ctx, async (tx) => {
    const { id } = await findClaimList(tx, ctx, input.id)
    await tx.update(claimLists).set(kept).where(eq(claimLists.id, id))
  })
}
