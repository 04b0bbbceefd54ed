import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { claimLists } from '@/server/db/schema/credentials'
import { asTenant } from '@/server/db/tenancy'
import { claimFields } from '@/server/domain/catalogue/claim-lists'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { countWaits } from '@/server/services/limits/read-in-turn'
import { remember } from '@/server/services/tables/remember'
import { findClaimBytes, findClaimList } from './find-claim-list'
import { OneClaimList } from './read-claim-list'
import { readClaimSheet } from './read-claim-sheet'

export const MapClaimList = OneClaimList.extend({
  /** What each column holds, from the first. */
  fields: z.array(z.enum(claimFields)).max(frameworkLimits.columns),
  /** The name under which that is remembered for other tables; empty for none. */
  remember: z.string().trim().max(200).optional(),
})
export type MapClaimList = z.infer<typeof MapClaimList>

/** Says which column of a sheet holds what: it is read anew, and its headings say nothing more. */
export async function mapClaimList(ctx: OrgContext, input: MapClaimList): Promise<void> {
  await authorize(ctx, 'credential.edit')
  const { fields } = input
  const { list, bytes } = await asTenant(ctx, async (tx) => {
    const found = await findClaimList(tx, ctx, input.id)
    return { list: found, bytes: await findClaimBytes(tx, found) }
  })
  const said = { sheet: list.sheet.sheet, headingLine: list.sheet.headingLine, fields }
  const turn = { limit: 'file-columns' as const, waits: countWaits, said }
  const { read, sheet } = await readClaimSheet(ctx, { fileName: list.fileName, bytes }, turn)
  await asTenant(ctx, async (tx) => {
    const { id } = await findClaimList(tx, ctx, input.id)
    const kept = { read, sheet: { ...sheet, remembered: null } }
    await tx.update(claimLists).set(kept).where(eq(claimLists.id, id))
    if (!input.remember) return
    const owner = { organizationId: ctx.organization.id, kind: 'claims' as const }
    await remember(tx, owner, { name: input.remember, headings: sheet.headers, fields })
  })
}
