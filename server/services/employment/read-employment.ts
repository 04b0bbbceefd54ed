import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { sectorEmployment } from '@/server/db/schema/employment'
import { regions } from '@/server/db/schema/reference'
import type { Transaction } from '@/server/db/tenancy'
import {
  EmploymentPreview,
  EmploymentSheet,
  employmentOf,
  RegionEmployment,
} from '@/server/domain/catalogue/employment'
import { groupBy } from '@/server/domain/group-by'
import { SECTORS } from '@/server/domain/industries'
import type { Context, OrgContext } from '@/server/services/context'
import { stillRemembered } from '@/server/services/tables/recall'
import { employmentDoor } from './employment-door'
import { findWaiting } from './find-waiting'
import { countPlan, planEmployment } from './plan-employment'

export const EmploymentView = z.object({
  /** The file that waits to be stored, if any. */
  waiting: EmploymentPreview.nullable(),
  /** What is stored of the regions within reach. */
  stored: z.array(RegionEmployment.extend({ loadedAt: z.date() })),
})
export type EmploymentView = z.infer<typeof EmploymentView>

const shownProblems = 200
const Sector = z.enum(SECTORS)

/** Employment of a partnership's own regions, or of all for the operator, with the file that waits. */
export async function readEmployment(ctx: Context | OrgContext): Promise<EmploymentView> {
  const { organizationId, open } = await employmentDoor(ctx, 'read')
  return open(async (tx) => ({
    waiting: await readWaiting(tx, organizationId),
    stored: await readStored(tx, organizationId),
  }))
}

async function readWaiting(
  tx: Transaction,
  organizationId: string | null,
): Promise<EmploymentPreview | null> {
  const file = await findWaiting(tx, organizationId)
  if (!file) return null
  const plan = await planEmployment(tx, organizationId, file)
  const sheet = EmploymentSheet.parse(file.sheet)
  const owner = { organizationId, kind: 'employment' as const }
  const remembered = await stillRemembered(tx, owner, sheet.remembered)
  return {
    id: file.id,
    fileName: file.fileName,
    sheet: { ...sheet, remembered },
    counts: countPlan(file, plan),
    regions: plan.regions,
    remarks: plan.remarks,
    problems: plan.problems.slice(0, shownProblems),
    problemCount: plan.problemCount,
  }
}

async function readStored(
  tx: Transaction,
  organizationId: string | null,
): Promise<EmploymentView['stored']> {
  const rows = await tx
    .select({
      region: { id: regions.id, slug: regions.slug, name: regions.name },
      sector: sectorEmployment.sector,
      employment: sectorEmployment.employment,
      year: sectorEmployment.year,
      source: sectorEmployment.source,
      loadedAt: sectorEmployment.loadedAt,
    })
    .from(sectorEmployment)
    .innerJoin(regions, eq(regions.id, sectorEmployment.regionId))
    .where(organizationId === null ? undefined : eq(regions.organizationId, organizationId))
    .orderBy(asc(regions.name), asc(regions.id))
  return [...groupBy(rows, (row) => row.region.id).values()].flatMap((own) => {
    const [first] = own
    if (!first) return []
    const sectors = own.map((row) => ({ ...row, sector: Sector.parse(row.sector) }))
    return [{ ...employmentOf(first.region, sectors), loadedAt: first.loadedAt }]
  })
}
