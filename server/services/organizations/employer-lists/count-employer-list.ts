import { z } from 'zod'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { type EmployerCounts, employerFields } from '@/server/domain/people/employer-lists'
import { countWaits } from '@/server/services/limits/read-in-turn'
import { employerListDoor, type ListContext } from './employer-list-door'
import { findListBytes, OneEmployerList } from './find-employer-list'
import { countLines, judgeLines } from './judge-lines'
import { readList } from './read-list'

export const CountEmployerList = OneEmployerList.extend({
  fields: z.array(z.enum(employerFields)).max(frameworkLimits.columns),
})
export type CountEmployerList = z.infer<typeof CountEmployerList>

/** What a list would come to with its columns named so; null where none holds names. Changes nothing. */
export async function countEmployerList(
  ctx: ListContext,
  { id, fields }: CountEmployerList,
): Promise<EmployerCounts | null> {
  const { organizationId, open } = await employerListDoor(ctx)
  const { sheet, ...list } = await open((tx) => findListBytes(tx, { organizationId, id }))
  if (!fields.includes('name')) return null
  const said = { sheet: sheet.sheet, headingLine: sheet.headingLine, fields }
  const turn = { limit: 'file-count' as const, waits: countWaits, said }
  const { read } = await readList(ctx, list, turn)
  return countLines(await judgeLines(ctx, read))
}
