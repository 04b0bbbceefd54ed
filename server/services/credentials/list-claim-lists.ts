import { asc, eq } from 'drizzle-orm'
import { claimLists } from '@/server/db/schema/credentials'
import { frameworks } from '@/server/db/schema/frameworks'
import { asTenant } from '@/server/db/tenancy'
import type { WaitingClaims } from '@/server/domain/catalogue/claim-lists'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findOwnCredential } from './find-credential'

/** The sheets of a credential that wait to be applied, the oldest first. */
export async function listClaimLists(
  ctx: OrgContext,
  { slug }: { slug: string },
): Promise<WaitingClaims[]> {
  await authorize(ctx, 'credential.edit')
  return asTenant(ctx, async (tx) => {
    const { row } = await findOwnCredential(tx, ctx.organization.id, slug)
    const { id, fileName, createdAt } = claimLists
    return tx
      .select({ id, fileName, createdAt, framework: frameworks.name })
      .from(claimLists)
      .innerJoin(frameworks, eq(frameworks.id, claimLists.frameworkId))
      .where(eq(claimLists.credentialId, row.id))
      .orderBy(asc(createdAt), id)
  })
}
