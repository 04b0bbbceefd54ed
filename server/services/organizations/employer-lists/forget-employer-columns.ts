import { z } from 'zod'
import { forget } from '@/server/services/tables/forget'
import { employerListDoor, type ListContext } from './employer-list-door'

export const ForgetEmployerColumns = z.strictObject({ remembered: z.uuid() })
export type ForgetEmployerColumns = z.infer<typeof ForgetEmployerColumns>

/** Forgets what was remembered of the columns of lists of employers; a list that waits keeps its own. */
export async function forgetEmployerColumns(
  ctx: ListContext,
  input: ForgetEmployerColumns,
): Promise<void> {
  const { organizationId, open } = await employerListDoor(ctx)
  await open((tx) => forget(tx, { organizationId, kind: 'employers' }, input.remembered))
}
