import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { readEmploymentUpload } from '@/server/child/uploads'
import { employmentFiles } from '@/server/db/schema/employment'
import { employmentFields } from '@/server/domain/catalogue/employment'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { recordAudit } from '@/server/services/audit'
import type { Context, OrgContext } from '@/server/services/context'
import { countWaits, readInTurn } from '@/server/services/limits/read-in-turn'
import { remember } from '@/server/services/tables/remember'
import { employmentDoor } from './employment-door'
import { findWaitingBytes } from './find-waiting'
import { keptOf } from './read-file'

export const MapEmployment = z.strictObject({
  id: z.uuid(),
  /** What each column holds, from the first. */
  fields: z.array(z.enum(employmentFields)).max(frameworkLimits.columns),
  /** The name under which that is remembered for other tables; empty for none. */
  remember: z.string().trim().max(200).optional(),
})
export type MapEmployment = z.infer<typeof MapEmployment>

/** Says which column of a file that waits holds what: it is read anew, and its headings say nothing more. */
export async function mapEmployment(
  ctx: Context | OrgContext,
  input: MapEmployment,
): Promise<void> {
  const { organizationId, open } = await employmentDoor(ctx, 'edit')
  const { id, fields } = input
  const { bytes, sheet } = await open((tx) => findWaitingBytes(tx, organizationId, id))
  const read = await readInTurn(ctx, { limit: 'file-columns', waits: countWaits }, () =>
    readEmploymentUpload(bytes, { sheet: sheet.sheet, headingLine: sheet.headingLine, fields }),
  )
  await open(async (tx) => {
    await findWaitingBytes(tx, organizationId, id)
    await tx.update(employmentFiles).set(keptOf(read, null)).where(eq(employmentFiles.id, id))
    if (input.remember) {
      const owner = { organizationId, kind: 'employment' as const }
      const said = { name: input.remember, headings: read.sheet.headers, fields }
      await remember(tx, owner, said)
    }
    await recordAudit(tx, ctx, { verb: 'employment.map', target: { kind: 'employment-file', id } })
  })
}
