import { eq } from 'drizzle-orm'
import { claimLists } from '@/server/db/schema/credentials'
import { asTenant } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findClaimList } from './find-claim-list'
import { previewClaims } from './preview-claims'
import type { OneClaimList } from './read-claim-list'
import { lockedClaims, writeClaims } from './write-claims'

/**
 * Claims what the good lines of a sheet say, all at once, and takes nothing back; lines that cannot be used are left out, as
 * its preview named them. The sheet is then gone.
 */
export async function applyClaimList(
  ctx: OrgContext,
  input: OneClaimList,
): Promise<{ added: number; refused: number; slug: string }> {
  await authorize(ctx, 'credential.edit')
  return asTenant(ctx, async (tx) => {
    const list = await findClaimList(tx, ctx, input.id)
    if (list.sheet.asks) throw new DomainError('invalid', 'claims.columnsNotNamed')
    const { id, slug } = list.credential
    const standing = await lockedClaims(tx, id)
    const { rows, problems } = await previewClaims(tx, list)
    const added = rows.flatMap(({ competencyId, added: kinds, level }) =>
      kinds.map((claim) => ({ competencyId, claim, level })),
    )
    if (added.length === 0) throw new DomainError('conflict', 'claims.nothingNew')
    const named = rows.map(({ competencyId }) => competencyId)
    await writeClaims(tx, ctx, { id, standing }, { named, added, removed: [] })
    await tx.delete(claimLists).where(eq(claimLists.id, list.id))
    return { added: added.length, refused: problems.length, slug }
  })
}
