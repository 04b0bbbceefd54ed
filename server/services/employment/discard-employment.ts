import { eq } from 'drizzle-orm'
import { employmentFiles } from '@/server/db/schema/employment'
import { recordAudit } from '@/server/services/audit'
import type { Context, OrgContext } from '@/server/services/context'
import { employmentDoor } from './employment-door'

/** Gives up a file that waits; what is stored stays as it is. */
export async function discardEmployment(
  ctx: Context | OrgContext,
  input: { id: string },
): Promise<void> {
  const { open } = await employmentDoor(ctx, 'edit')
  await open(async (tx) => {
    const gone = await tx
      .delete(employmentFiles)
      .where(eq(employmentFiles.id, input.id))
      .returning({ id: employmentFiles.id })
    if (gone.length === 0) return
    await recordAudit(tx, ctx, {
      verb: 'employment.discard',
      target: { kind: 'employment-file', id: input.id },
    })
  })
}
