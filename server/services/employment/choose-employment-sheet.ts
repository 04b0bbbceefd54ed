import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { employmentFiles } from '@/server/db/schema/employment'
import { recordAudit } from '@/server/services/audit'
import type { Context, OrgContext } from '@/server/services/context'
import { countWaits, readInTurn } from '@/server/services/limits/read-in-turn'
import { employmentDoor } from './employment-door'
import { findWaitingBytes } from './find-waiting'
import { readFile } from './read-file'

export const ChooseEmploymentSheet = z.strictObject({
  id: z.uuid(),
  /** Which sheet of a workbook, counted from 0. */
  sheet: z.number().int().min(0).max(9999).optional(),
  /** Counted from 1, 0 for a table without headings; where it is not said, they are looked for. */
  headingLine: z.number().int().min(0).max(2_000_000).optional(),
})
export type ChooseEmploymentSheet = z.infer<typeof ChooseEmploymentSheet>

/** Says which sheet of a file that waits is the table and where its headings stand: it is read anew. */
export async function chooseEmploymentSheet(
  ctx: Context | OrgContext,
  input: ChooseEmploymentSheet,
): Promise<void> {
  const door = await employmentDoor(ctx, 'edit')
  const { organizationId, open } = door
  const { id, headingLine } = input
  const { bytes, sheet: before } = await open((tx) => findWaitingBytes(tx, organizationId, id))
  const { sheet = before.sheet } = input
  const kept = await readInTurn(ctx, { limit: 'file-columns', waits: countWaits }, () =>
    readFile(door, bytes, { sheet, headingLine }),
  )
  await open(async (tx) => {
    await findWaitingBytes(tx, organizationId, id)
    await tx.update(employmentFiles).set(kept).where(eq(employmentFiles.id, id))
    await recordAudit(tx, ctx, { verb: 'employment.map', target: { kind: 'employment-file', id } })
  })
}
