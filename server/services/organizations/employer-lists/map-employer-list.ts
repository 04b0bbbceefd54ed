import { z } from 'zod'
import { employerLists } from '@/server/db/schema/employer-lists'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { employerFields } from '@/server/domain/people/employer-lists'
import { countWaits } from '@/server/services/limits/read-in-turn'
import { remember } from '@/server/services/tables/remember'
import { employerListDoor, type ListContext } from './employer-list-door'
import { findEmployerList, findListBytes, isList, OneEmployerList } from './find-employer-list'
import { readList } from './read-list'

export const MapEmployerList = OneEmployerList.extend({
  /** What each column holds, from the first. */
  fields: z.array(z.enum(employerFields)).max(frameworkLimits.columns),
  /** The name under which that is remembered for other tables; empty for none. */
  remember: z.string().trim().max(200).optional(),
})
export type MapEmployerList = z.infer<typeof MapEmployerList>

/** Says which column of a list holds what: it is read anew, and its headings say nothing more. */
export async function mapEmployerList(ctx: ListContext, input: MapEmployerList): Promise<void> {
  const { organizationId, open } = await employerListDoor(ctx)
  const { id, fields } = input
  const key = { organizationId, id }
  const { sheet: before, ...list } = await open((tx) => findListBytes(tx, key))
  const said = { sheet: before.sheet, headingLine: before.headingLine, fields }
  const turn = { limit: 'file-columns' as const, waits: countWaits, said }
  const { read, sheet } = await readList(ctx, list, turn)
  await open(async (tx) => {
    await findEmployerList(tx, key)
    const kept = { read, sheet: { ...sheet, remembered: null } }
    await tx.update(employerLists).set(kept).where(isList(key))
    if (!input.remember) return
    const owner = { organizationId, kind: 'employers' as const }
    await remember(tx, owner, { name: input.remember, headings: sheet.headers, fields })
  })
}
