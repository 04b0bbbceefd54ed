import { eq, inArray } from 'drizzle-orm'
import { employmentFiles, sectorEmployment } from '@/server/db/schema/employment'
import { asErrand, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import type { Context, OrgContext } from '@/server/services/context'
import { employmentDoor } from './employment-door'
import { type PlannedRegion, planEmployment } from './plan-employment'

const batch = 2000

/**
 * Stores a file that was previewed: the employment of each region it names is replaced as a whole, all of them or
 * none. A file with a bad line is refused and goes on waiting.
 */
export async function storeEmployment(
  ctx: Context | OrgContext,
  input: { id: string },
): Promise<{ regions: number }> {
  const { organizationId, open } = await employmentDoor(ctx, 'edit')
  return asErrand(() =>
    open(async (tx) => {
      const [file] = await tx
        .delete(employmentFiles)
        .where(eq(employmentFiles.id, input.id))
        .returning({
          rows: employmentFiles.rows,
          problems: employmentFiles.problems,
          problemCount: employmentFiles.problemCount,
        })
      if (!file) {
        throw new DomainError('not_found', 'employment.fileGone')
      }
      const { regions, problemCount } = await planEmployment(tx, organizationId, file)
      if (problemCount > 0) {
        throw new DomainError('invalid', 'employment.linesUnreadable')
      }
      await replaceRows(tx, regions, ctx.now)
      await recordAudit(tx, ctx, {
        verb: 'employment.store',
        target: { kind: 'employment-file', id: input.id },
        detail: { regions: regions.length, first: regions[0]?.region.slug ?? null },
      })
      return { regions: regions.length }
    }),
  )
}

async function replaceRows(
  tx: Transaction,
  regions: readonly PlannedRegion[],
  loadedAt: Date,
): Promise<void> {
  const ids = regions.map(({ region }) => region.id)
  await tx.delete(sectorEmployment).where(inArray(sectorEmployment.regionId, ids))
  const rows = regions.flatMap(({ region, year, source, sectors }) =>
    sectors.map(({ sector, employment }) => ({
      ...{ regionId: region.id, sector, employment },
      ...{ year, source, loadedAt },
    })),
  )
  for (let at = 0; at < rows.length; at += batch) {
    await tx.insert(sectorEmployment).values(rows.slice(at, at + batch))
  }
}
