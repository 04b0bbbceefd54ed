import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { raterLists } from '@/server/db/schema/cycles'
import { asTenant } from '@/server/db/tenancy'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findRaterList } from './find-rater-list'

export const OneRaterList = z.strictObject({ id: z.uuid() })
export type OneRaterList = z.infer<typeof OneRaterList>

/** Forgets a list that is kept, with the addresses in it; cycles keep theirs. */
export async function deleteRaterList(ctx: OrgContext, input: OneRaterList): Promise<void> {
  await authorize(ctx, 'cycle.edit')
  await asTenant(ctx, async (tx) => {
    const { id } = await findRaterList(tx, ctx, input.id)
    await tx.delete(raterLists).where(eq(raterLists.id, id))
    await recordAudit(tx, ctx, { verb: 'rater-list.delete', target: { kind: 'rater_list', id } })
  })
}
