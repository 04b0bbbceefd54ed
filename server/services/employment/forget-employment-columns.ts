import { z } from 'zod'
import type { Context, OrgContext } from '@/server/services/context'
import { forget } from '@/server/services/tables/forget'
import { employmentDoor } from './employment-door'

export const ForgetEmploymentColumns = z.strictObject({ remembered: z.uuid() })
export type ForgetEmploymentColumns = z.infer<typeof ForgetEmploymentColumns>

/** Forgets what was remembered of the columns of employment; a file that waits keeps its own. */
export async function forgetEmploymentColumns(
  ctx: Context | OrgContext,
  input: ForgetEmploymentColumns,
): Promise<void> {
  const { organizationId, open } = await employmentDoor(ctx, 'edit')
  await open((tx) => forget(tx, { organizationId, kind: 'employment' }, input.remembered))
}
