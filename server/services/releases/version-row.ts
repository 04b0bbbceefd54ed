import type { CohortVersion } from '@/server/domain/method/cohorts'
import { totalOf } from '@/server/domain/method/counts'
import type { Scale } from '@/server/domain/scales'
import type { NewVersion } from './write-changes'

/**
 * What a release says of one version, all of it: where it was formed and its counts, never how they came about. Beside
 * more than that a row is no longer one that many truths could have led to (METHOD §2, §8.4).
 */
export function versionRow(
  item: { scale: Scale; competencyId: string | null },
  cohortId: string,
  version: CohortVersion,
): NewVersion {
  return {
    cohortId,
    no: version.version,
    scale: item.scale,
    competencyId: item.competencyId,
    regionId: version.scope.region,
    sector: version.scope.sector,
    n: totalOf(version.counts),
    counts: version.counts,
  }
}
