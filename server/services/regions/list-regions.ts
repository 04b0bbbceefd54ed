import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asTenant, selectRows } from '@/server/db/tenancy'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'

const County = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  /** The name of the region the county reports to, when somebody claimed it. */
  reportsTo: z.string().nullable(),
  /** Claimed for this very region. */
  claimedHere: z.boolean(),
})

export const RegionView = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  counties: z.array(County),
})
export type RegionView = z.infer<typeof RegionView>

const Row = z.object({
  region_id: z.string(),
  region_name: z.string(),
  slug: z.string(),
  county_id: z.string().nullable(),
  county_name: z.string().nullable(),
  state: z.string().nullable(),
  reports_to: z.string().nullable(),
  claimed_here: z.boolean().nullable(),
})

/** A partnership's regions with their counties. */
export async function listRegions(ctx: OrgContext): Promise<RegionView[]> {
  await authorize(ctx, 'region.read')
  const rows = await asTenant(ctx, (tx) =>
    selectRows(
      tx,
      Row,
      sql`SELECT r.id AS region_id, r.name AS region_name, r.slug, c.id AS county_id, c.name AS county_name,
                 s.name AS state, claimed.name AS reports_to, rr.region_id = r.id AS claimed_here
          FROM region r
          LEFT JOIN region_county rc ON rc.region_id = r.id
          LEFT JOIN region c ON c.id = rc.county_id
          LEFT JOIN region s ON s.id = c.parent_id
          LEFT JOIN reporting_region rr ON rr.county_id = c.id
          LEFT JOIN region claimed ON claimed.id = rr.region_id
          WHERE r.kind = 'set' AND r.organization_id = ${ctx.organization.id}
          ORDER BY r.name COLLATE "und-x-icu", s.name, c.name COLLATE "und-x-icu"`,
    ),
  )
  const regions = new Map<string, RegionView>()
  for (const row of rows) {
    const region = regions.get(row.region_id) ?? {
      id: row.region_id,
      name: row.region_name,
      slug: row.slug,
      counties: [],
    }
    regions.set(region.id, region)
    if (row.county_id && row.county_name && row.state) {
      region.counties.push({
        id: row.county_id,
        name: row.county_name,
        state: row.state,
        reportsTo: row.reports_to,
        claimedHere: row.claimed_here ?? false,
      })
    }
  }
  return [...regions.values()]
}
