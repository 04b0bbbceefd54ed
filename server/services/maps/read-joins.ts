import type { Transaction } from '@/server/db/tenancy'
import { countsForOthers, pairKey, standingDecision } from '@/server/domain/catalogue/alignments'
import { groupBy } from '@/server/domain/group-by'
import { MAX_AGE_QUARTERS } from '@/server/domain/method/counts'
import { type ExactLink, findJoins, type RowJoin } from '@/server/domain/reading/map-joins'
import type { Scale } from '@/server/domain/scales'
import { decisionsBetween } from '@/server/services/alignments/decisions-between'
import type { CohortRow } from '@/server/services/published/published-cohorts'

/** Exact links between these competencies, by the provider whose acceptances count with the others'. */
export async function readExactLinks(
  tx: Transaction,
  competencyIds: readonly string[],
): Promise<(providerId: string) => ExactLink[]> {
  const decisions = await decisionsBetween(tx, competencyIds, competencyIds)
  return (providerId) => {
    const counted = decisions.filter((decision) => countsForOthers(decision, providerId))
    const pairs = groupBy(counted, ({ fromId, toId }) => pairKey(fromId, toId))
    return [...pairs.values()].flatMap((of) => {
      const decision = standingDecision(of)
      if (decision?.kind !== 'exact') return []
      return [{ a: decision.fromId, b: decision.toId, by: decision.by.name, at: decision.at }]
    })
  }
}

/** Which competencies of one map stand on one row, judged by everything published, whatever the filter. */
export function joinsOfMap(
  competencyIds: readonly string[],
  cohorts: readonly CohortRow[],
  claimedIds: ReadonlySet<string>,
  links: readonly ExactLink[],
): RowJoin[] {
  const living = cohorts.filter((cohort) => cohort.ageQuarters <= MAX_AGE_QUARTERS)
  const answered = (scale: Scale) =>
    new Set(living.flatMap((cohort) => (cohort.scale === scale ? cohort.competencyId : [])))
  const [fit, importance] = [answered('fit'), answered('importance')]
  return findJoins(
    competencyIds.map((key) => ({
      key,
      fit: fit.has(key),
      importance: importance.has(key),
      claimed: claimedIds.has(key),
    })),
    links,
  )
}
