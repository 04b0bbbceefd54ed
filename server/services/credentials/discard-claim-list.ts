import { and, eq } from 'drizzle-orm'
import { claimLists } from '@/server/db/schema/credentials'
import { asTenant } from '@/server/db/tenancy'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import type { OneClaimList } from './read-claim-list'

/** Gives up a sheet that waits. */
export async function discardClaimList(ctx: OrgContext, { id }: OneClaimList): Promise<void> {
  await authorize(ctx, 'credential.edit')
  await asTenant(ctx, (tx) =>
    tx
      .delete(claimLists)
      .where(and(eq(claimLists.id, id), eq(claimLists.organizationId, ctx.organization.id))),
  )
}
