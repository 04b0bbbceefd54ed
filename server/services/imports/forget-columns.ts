import { z } from 'zod'
import { asTenant } from '@/server/db/tenancy'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { forget } from '@/server/services/tables/forget'

export const ForgetColumns = z.strictObject({ remembered: z.uuid() })
export type ForgetColumns = z.infer<typeof ForgetColumns>

/** Forgets what was remembered of a table's columns; tables that wait keep theirs. */
export async function forgetColumns(ctx: OrgContext, input: ForgetColumns): Promise<void> {
  await authorize(ctx, 'import.edit')
  await asTenant(ctx, (tx) =>
    forget(tx, { organizationId: ctx.organization.id, kind: 'framework' }, input.remembered),
  )
}
