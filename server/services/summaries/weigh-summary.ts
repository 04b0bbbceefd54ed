import type { RegionEmployment } from '@/server/domain/catalogue/employment'
import type { NeedRow } from '@/server/domain/method/summaries'
import type { SummaryCohort, SummaryCompetency } from '@/server/domain/method/summary-sides'
import { weighNeeds } from '@/server/domain/method/weighted-needs'
import type { SummaryView } from '@/server/domain/reading/summary-view'

type CompetencyView = SummaryView['rows'][number]['competency']

/** A region's figures weighted to its industries beside the plain ones, largest plain need first. */
export function weighSummary(
  employment: RegionEmployment | null,
  competencies: readonly SummaryCompetency[],
  cohorts: readonly SummaryCohort[],
  rows: readonly (Pick<NeedRow, 'importance' | 'fit' | 'need'> & { competency: CompetencyView })[],
): SummaryView['weighting'] {
  const shares = employment?.sectors.flatMap(({ sector, share }) =>
    share === null ? [] : [{ sector, share }],
  )
  const weighed = shares
    ? weighNeeds(competencies, cohorts, shares)
    : { rows: [], refused: [], together: [], leavesOutWider: false }
  const byCompetency = new Map(weighed.rows.map((row) => [row.competency, row]))
  return {
    ...weighed,
    employment,
    rows: rows.flatMap(({ competency, importance, fit, need }) => {
      const weighted = byCompetency.get(competency.id)
      if (!weighted) return []
      return [
        {
          competency,
          plain: { importance, fit, need },
          weighted: { importance: weighted.importance, fit: weighted.fit, need: weighted.need },
          coverage: weighted.coverage,
          effective: weighted.effective,
          capped: weighted.capped,
        },
      ]
    }),
  }
}
