import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { sectorEmployment } from '@/server/db/schema/employment'
import type { Transaction } from '@/server/db/tenancy'
import { employmentOf, type RegionEmployment } from '@/server/domain/catalogue/employment'
import { SECTORS } from '@/server/domain/industries'

const Sector = z.enum(SECTORS)

/** What has been loaded of a region's employment, or null. */
export async function regionEmployment(
  tx: Transaction,
  region: RegionEmployment['region'],
): Promise<RegionEmployment | null> {
  const rows = await tx
    .select({
      sector: sectorEmployment.sector,
      employment: sectorEmployment.employment,
      year: sectorEmployment.year,
      source: sectorEmployment.source,
    })
    .from(sectorEmployment)
    .where(eq(sectorEmployment.regionId, region.id))
  if (rows.length === 0) return null
  return employmentOf(
    region,
    rows.map((row) => ({ ...row, sector: Sector.parse(row.sector) })),
  )
}
