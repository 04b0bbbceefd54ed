import { z } from 'zod'
import { readEmploymentUpload } from '@/server/child/uploads'
import { type EmploymentCounts, employmentFields } from '@/server/domain/catalogue/employment'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import type { Context, OrgContext } from '@/server/services/context'
import { countWaits, readInTurn } from '@/server/services/limits/read-in-turn'
import { employmentDoor } from './employment-door'
import { findWaitingBytes } from './find-waiting'
import { countPlan, planEmployment } from './plan-employment'
import { keptOf } from './read-file'

export const CountEmployment = z.strictObject({
  id: z.uuid(),
  fields: z.array(z.enum(employmentFields)).max(frameworkLimits.columns),
})
export type CountEmployment = z.infer<typeof CountEmployment>

/** What a file that waits would hold with its columns named so; changes nothing. */
export async function countEmployment(
  ctx: Context | OrgContext,
  { id, fields }: CountEmployment,
): Promise<EmploymentCounts> {
  const { organizationId, open } = await employmentDoor(ctx, 'edit')
  const { bytes, sheet } = await open((tx) => findWaitingBytes(tx, organizationId, id))
  const read = await readInTurn(ctx, { limit: 'file-count', waits: countWaits }, () =>
    readEmploymentUpload(bytes, { sheet: sheet.sheet, headingLine: sheet.headingLine, fields }),
  )
  const file = keptOf(read, null)
  return open(async (tx) => countPlan(file, await planEmployment(tx, organizationId, file)))
}
