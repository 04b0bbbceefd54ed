import { asReader } from '@/server/db/tenancy'
import type { SummaryScopes } from '@/server/domain/reading/summary-view'
import type { Context } from '@/server/services/context'
import { publishedRegionIds, publishedSectors } from '@/server/services/published/published-cohorts'
import { publicReadership } from '@/server/services/published/readership'
import { nameRegions } from '@/server/services/published/scope-regions'

/** The regions and sectors that have a public summary. */
export async function listScopes(ctx: Context): Promise<SummaryScopes> {
  return asReader(async (tx) => {
    const reader = publicReadership(ctx.now)
    const regions = await nameRegions(tx, await publishedRegionIds(tx, reader))
    return {
      regions: regions.map(({ slug, name, kind }) => ({ slug, name, kind })),
      sectors: await publishedSectors(tx, reader),
    }
  })
}
