import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { raterLists } from '@/server/db/schema/cycles'
import { asTenant } from '@/server/db/tenancy'
import { RaterListName } from '@/server/domain/people/rater-lists'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findRaterList } from './find-rater-list'
import { requireName } from './keep-rater-list'

export const RenameRaterList = z.strictObject({ id: z.uuid(), name: RaterListName })
export type RenameRaterList = z.infer<typeof RenameRaterList>

/** Gives a list that is kept another name. */
export async function renameRaterList(ctx: OrgContext, input: RenameRaterList): Promise<void> {
  await authorize(ctx, 'cycle.edit')
  await asTenant(ctx, async (tx) => {
    const { id } = await findRaterList(tx, ctx, input.id)
    await requireName(tx, ctx, input)
    await tx.update(raterLists).set({ name: input.name }).where(eq(raterLists.id, id))
    await recordAudit(tx, ctx, { verb: 'rater-list.rename', target: { kind: 'rater_list', id } })
  })
}
