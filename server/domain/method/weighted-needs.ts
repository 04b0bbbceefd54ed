import { groupBy } from '@/server/domain/group-by'
import { FIT_SHORTFALL, IMPORTANCE_SCORE } from '@/server/domain/scales'
import { prior, totalOf } from './counts'
import { need, posterior } from './estimates'
import {
  type SectorShare,
  type Unweighted,
  type WeightedMean,
  weighToEmployment,
} from './post-stratification'
import {
  flipped,
  type Points,
  points,
  rolledUp,
  type SummaryCohort,
  type SummaryCompetency,
} from './summary-sides'

/** A competency's figures weighted to a region's industries; a side whose rules do not hold is null. */
export type WeightedRow = {
  competency: string
  /** 0–100 points each. */
  importance: Points | null
  fit: Points | null
  need: Points | null
  /** Share of known employment in sectors that are heard, 0–1: the least of the sides shown. */
  coverage: number
  /** Effective number of employers: the least of the sides shown. */
  effective: number
  /** Whether the cap on the weights was met on a side shown. */
  capped: boolean
}

/** How many competencies have no weighted figure on one side, and which rule fails. */
export type Refusal = Unweighted & { side: Side; competencies: number }

export type WeightedNeeds = {
  rows: WeightedRow[]
  refused: Refusal[]
  /** Sectors that were counted with their neighbour in any row. */
  together: { sector: string; with: string }[]
  /** Groups that span sectors stand in the plain figures only. */
  leavesOutWider: boolean
}

type Side = 'importance' | 'fit'

/**
 * The figures of a region's summary once more, weighted to its employment by sector (METHOD §7). Each sector's
 * estimate starts from the region's, counted as four votes; a weight belongs to a whole sector, so every figure
 * is a sum of whole cohorts.
 * @param cohorts of the region, any sector
 * @param shares of its known employment
 */
export function weighNeeds(
  competencies: readonly SummaryCompetency[],
  cohorts: readonly SummaryCohort[],
  shares: readonly SectorShare[],
): WeightedNeeds {
  const byCompetency = groupBy(cohorts, (cohort) => cohort.competency)
  const read = competencies.map((competency) => {
    const own = byCompetency.get(competency.key) ?? []
    return {
      competency: competency.key,
      importance: weighSide('importance', own, competency.reference.importance, shares),
      fit: weighSide('fit', own, competency.reference.fit, shares),
    }
  })
  const means = read.flatMap((row) => [row.importance, row.fit].filter(isWeighted))
  return {
    rows: read.flatMap((row) => weightedRow(row) ?? []),
    refused: refusals(read),
    together: togetherOf(means),
    leavesOutWider: cohorts.some((cohort) => cohort.sector === null),
  }
}

type Weighed = WeightedMean | Unweighted | null
type ReadRow = { competency: string } & Record<Side, Weighed>

function weighSide(
  side: Side,
  cohorts: readonly SummaryCohort[],
  reference: readonly number[],
  shares: readonly SectorShare[],
): Weighed {
  const scores = side === 'fit' ? FIT_SHORTFALL : IMPORTANCE_SCORE
  const region = rolledUp(cohorts, side)
  const whole = region && posterior(region.counts, scores, prior(reference))
  if (!whole) return null
  const start = levelShares(whole.alpha)
  const sectors = groupBy(
    cohorts.filter((cohort) => cohort.sector !== null),
    (cohort) => cohort.sector ?? '',
  )
  const posteriors = [...sectors].flatMap(([sector, own]) => {
    const sum = rolledUp(own, side)
    const score = sum && posterior(sum.counts, scores, start)
    return sum && score
      ? [{ sector, mean: score.mean, variance: score.variance, employers: sum.effective }]
      : []
  })
  return weighToEmployment(shares, posteriors)
}

/** Where a sector's estimate starts from: the region's own levels, as shares. */
function levelShares(alpha: readonly number[]): number[] {
  const weight = totalOf(alpha)
  return alpha.map((votes) => votes / weight)
}

function weightedRow({ competency, importance, fit }: ReadRow): WeightedRow | null {
  const demand = isWeighted(importance) ? importance : null
  const supply = isWeighted(fit) ? fit : null
  const sides = [demand, supply].filter((side) => side !== null)
  if (sides.length === 0) return null
  const both = demand && supply && need(demand, supply)
  return {
    competency,
    importance: demand && points(demand, 100),
    fit: supply && flipped(supply),
    need: both && points(both, 1),
    coverage: Math.min(...sides.map((side) => side.coverage)),
    effective: Math.min(...sides.map((side) => side.effective)),
    capped: sides.some((side) => side.capped),
  }
}

/** The same rule failing for the same sectors is said once, the most frequent first. */
function refusals(rows: readonly ReadRow[]): Refusal[] {
  const all = rows.flatMap((row) =>
    (['importance', 'fit'] as const).flatMap((side) => {
      const weighed = row[side]
      return weighed && !isWeighted(weighed) ? [{ ...weighed, side }] : []
    }),
  )
  return [...groupBy(all, ({ side, kind, sectors }) => [side, kind, ...sectors].join(' ')).values()]
    .flatMap((same) => (same[0] ? [{ ...same[0], competencies: same.length }] : []))
    .sort((a, b) => b.competencies - a.competencies)
}

function togetherOf(means: readonly WeightedMean[]): WeightedNeeds['together'] {
  const pairs = means.flatMap(({ strata }) =>
    strata.flatMap(({ sectors: [heard = '', ...others] }) =>
      others.map((sector) => ({ sector, with: heard })),
    ),
  )
  return [...groupBy(pairs, (pair) => `${pair.sector} ${pair.with}`).values()]
    .flatMap((same) => same[0] ?? [])
    .sort((a, b) => (a.sector < b.sector ? -1 : 1))
}

function isWeighted(weighed: Weighed): weighed is WeightedMean {
  return weighed?.kind === 'weighted'
}
