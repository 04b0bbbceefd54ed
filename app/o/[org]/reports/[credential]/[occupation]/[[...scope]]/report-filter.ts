import { MapFilter } from '@/server/domain/reading/map-filter'

export type ReportPath = { org: string; credential: string; occupation: string; scope?: string[] }

/** The map that a report's address names: region and sector as further parts of the path; null when malformed. */
export function reportFilter({ credential, occupation, scope = [] }: ReportPath): MapFilter | null {
  const [region, sector, ...more] = scope
  const filter = MapFilter.safeParse({ credential, occupation, region, sector })
  return filter.success && more.length === 0 ? filter.data : null
}
