import { z } from 'zod'
import { employerLists } from '@/server/db/schema/employer-lists'
import { countWaits } from '@/server/services/limits/read-in-turn'
import { employerListDoor, type ListContext } from './employer-list-door'
import { findEmployerList, findListBytes, isList, OneEmployerList } from './find-employer-list'
import { readUnnamed } from './read-list'

export const ChooseEmployerSheet = OneEmployerList.extend({
  /** Which sheet of a workbook, counted from 0. */
  sheet: z.number().int().min(0).max(9999).optional(),
  /** Counted from 1, 0 for a table without headings; where it is not said, they are looked for. */
  headingLine: z.number().int().min(0).max(2_000_000).optional(),
})
export type ChooseEmployerSheet = z.infer<typeof ChooseEmployerSheet>

/** Says which sheet of a list is the table and where its headings stand: it is read anew. */
export async function chooseEmployerSheet(
  ctx: ListContext,
  input: ChooseEmployerSheet,
): Promise<void> {
  const door = await employerListDoor(ctx)
  const key = { organizationId: door.organizationId, id: input.id }
  const { sheet: before, ...list } = await door.open((tx) => findListBytes(tx, key))
  const said = { sheet: input.sheet ?? before.sheet, headingLine: input.headingLine }
  const turn = { limit: 'file-columns' as const, waits: countWaits }
  const kept = await readUnnamed(ctx, door, { ...turn, list, said })
  await door.open(async (tx) => {
    await findEmployerList(tx, key)
    await tx.update(employerLists).set(kept).where(isList(key))
  })
}
