import { z } from 'zod'
import { asTenant } from '@/server/db/tenancy'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { forget } from '@/server/services/tables/forget'

export const ForgetAddressColumns = z.strictObject({ remembered: z.uuid() })
export type ForgetAddressColumns = z.infer<typeof ForgetAddressColumns>

/** Forgets what was remembered of the columns of lists of raters; a list that waits keeps its own. */
export async function forgetAddressColumns(
  ctx: OrgContext,
  input: ForgetAddressColumns,
): Promise<void> {
  await authorize(ctx, 'cycle.edit')
  const owner = { organizationId: ctx.organization.id, kind: 'addresses' as const }
  await asTenant(ctx, (tx) => forget(tx, owner, input.remembered))
}
