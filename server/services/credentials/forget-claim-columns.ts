import { z } from 'zod'
import { asTenant } from '@/server/db/tenancy'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { forget } from '@/server/services/tables/forget'

export const ForgetClaimColumns = z.strictObject({ remembered: z.uuid() })
export type ForgetClaimColumns = z.infer<typeof ForgetClaimColumns>

/** Forgets what was remembered of the columns of sheets of claims; a sheet that waits keeps its own. */
export async function forgetClaimColumns(
  ctx: OrgContext,
  input: ForgetClaimColumns,
): Promise<void> {
  await authorize(ctx, 'credential.edit')
  const owner = { organizationId: ctx.organization.id, kind: 'claims' as const }
  await asTenant(ctx, (tx) => forget(tx, owner, input.remembered))
}
