import { sectorEmployment } from '@/server/db/schema/employment'
import { asTenant } from '@/server/db/tenancy'
import { DEMO_EMPLOYMENT } from './content/employment'
import { demoHost, demoTenant, demoTime } from './demo-id'
import { demoRegionId } from './seed-organizations'

/** Days before the seed's `now` that the partnership loaded its region's employment. */
const loaded = -200

/** Writes the made-up employment that the sample region's figures are weighted to. */
export async function seedEmployment(now: Date): Promise<void> {
  const loadedAt = demoTime(now, loaded)
  const year = loadedAt.getUTCFullYear() - 1
  await asTenant(demoTenant(demoHost('partnership').slug), (tx) =>
    tx.insert(sectorEmployment).values(
      DEMO_EMPLOYMENT.map((row) => ({
        ...row,
        regionId: demoRegionId,
        year,
        source: 'Sample: made-up numbers',
        loadedAt,
      })),
    ),
  )
}
