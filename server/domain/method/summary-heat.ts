import { groupBy } from '@/server/domain/group-by'
import { compare } from './comparisons'
import type { Estimate } from './estimates'
import {
  type Points,
  points,
  readSides,
  type SummaryCohort,
  type SummaryCompetency,
} from './summary-sides'

export type HeatRow = {
  group: string
  /** `employers`: at least so many stand behind the fit in it. */
  cells: { sector: string; need: Points | null; employers: number }[]
  /** A sector and those its need is clearly higher than; null with fewer than two to compare. */
  contrast: { sector: string; higherThan: string[] } | null
}

/**
 * Need by group of competencies and sector, with what may be said of the difference: "higher" only where it is so
 * with a probability of at least .9 (METHOD §2, "Comparing and ranking").
 */
export function heatRows(
  competencies: readonly SummaryCompetency[],
  byCompetency: Map<string, SummaryCohort[]>,
  sectors: readonly string[],
): HeatRow[] {
  const groups = groupBy(
    competencies.filter((competency) => competency.group !== null),
    (competency) => competency.group ?? '',
  )
  return [...groups]
    .map(([group, members]) => {
      const cohorts = members.flatMap((member) => byCompetency.get(member.key) ?? [])
      const reference = members[0]?.reference ?? { fit: [], importance: [] }
      const bySector = groupBy(cohorts, (cohort) => cohort.sector)
      const cells = sectors.map((sector) => {
        const sides = readSides(bySector.get(sector) ?? [], reference)
        return { sector, need: sides.need, employers: sides.employers.fit }
      })
      return {
        group,
        cells: cells.map((cell) => ({ ...cell, need: cell.need && points(cell.need, 1) })),
        contrast: contrastOf(cells),
      }
    })
    .filter((row) => row.cells.some((cell) => cell.need !== null))
}

function contrastOf(
  cells: readonly { sector: string; need: Estimate | null }[],
): HeatRow['contrast'] {
  const known = cells
    .flatMap(({ sector, need }) => (need ? [{ ...need, sector }] : []))
    .sort((a, b) => b.mean - a.mean)
  const [highest, ...others] = known
  if (!highest || others.length === 0) return null
  return {
    sector: highest.sector,
    higherThan: others
      .filter((other) => compare(highest, other)?.verdict === 'higher')
      .map((other) => other.sector),
  }
}
