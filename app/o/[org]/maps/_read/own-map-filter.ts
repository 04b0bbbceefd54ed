import { MapFilter } from '@/server/domain/reading/map-filter'

/** A provider's map as its address names it: parts of the path, region and sector as query; null when malformed. */
export function ownMapFilter(
  path: { credential: string; occupation: string },
  query: { region?: unknown; sector?: unknown },
): MapFilter | null {
  const filter = MapFilter.safeParse({
    credential: path.credential,
    occupation: path.occupation,
    region: query.region,
    sector: query.sector,
  })
  return filter.success ? filter.data : null
}
