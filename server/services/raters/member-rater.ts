import { and, eq } from 'drizzle-orm'
import { raters } from '@/server/db/schema/ratings'
import type { Transaction } from '@/server/db/tenancy'
import type { OrgContext } from '@/server/services/context'
import { findRaters, insertRaters, raterKey } from './find-raters'

/**
 * The member as a rater of its employer: the same rater as the one invited at that address. `add`
 * writes the row when it is new and ties it to the account; call it inside the tenant's door.
 */
export async function memberRater(
  ctx: OrgContext,
): Promise<{ id: string; add: (tx: Transaction) => Promise<void> }> {
  const key = { employerId: ctx.organization.id, email: ctx.actor.email }
  const ids = await findRaters([key])
  const id = ids.get(raterKey(key)) ?? crypto.randomUUID()
  return {
    id,
    add: async (tx) => {
      await insertRaters(tx, [key], ids)
      await tx
        .update(raters)
        .set({ userId: ctx.actor.userId })
        .where(and(eq(raters.id, id), eq(raters.organizationId, ctx.organization.id)))
    },
  }
}
