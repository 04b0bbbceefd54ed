import { z } from 'zod'
import { asTenant } from '@/server/db/tenancy'
import type { ClaimListView } from '@/server/domain/catalogue/claim-lists'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { stillRemembered } from '@/server/services/tables/recall'
import { findClaimList } from './find-claim-list'
import { previewClaims } from './preview-claims'

export const OneClaimList = z.strictObject({ id: z.uuid() })
export type OneClaimList = z.infer<typeof OneClaimList>

/** A sheet that waits, and what applying it would do now. */
export async function readClaimList(ctx: OrgContext, input: OneClaimList): Promise<ClaimListView> {
  await authorize(ctx, 'credential.edit')
  return asTenant(ctx, async (tx) => {
    const list = await findClaimList(tx, ctx, input.id)
    const { id, credential, framework, fileName, otherwise, sheet, read } = list
    const owner = { organizationId: ctx.organization.id, kind: 'claims' as const }
    return {
      ...{ id, fileName, otherwise, remarks: read.remarks },
      credential: { slug: credential.slug, name: credential.name },
      framework: { slug: framework.slug, name: framework.name },
      sheet: { ...sheet, remembered: await stillRemembered(tx, owner, sheet.remembered) },
      preview: await previewClaims(tx, list),
    }
  })
}
