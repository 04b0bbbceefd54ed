import { computable } from './computable'

/** Effective numbers and sector weights (METHOD §7). Weights are per cohort or stratum, never inside one. */

export type Kish = { effective: number; designEffect: number }

/** Kish's effective sample size (sum w)² / sum w², and n over it; null without a positive weight. */
export function kish(weights: readonly number[]): Kish | null {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const squares = weights.reduce((total, weight) => total + weight * weight, 0)
  if (!(sum > 0) || weights.some((weight) => weight < 0)) return null
  const effective = (sum * sum) / squares
  return computable({ effective, designEffect: weights.length / effective })
}

/** A sector with its share of employment and its votes per level. */
export type Stratum = { share: number; counts: readonly number[] }

export type PostStratified = {
  /** Mean level weighted by employment share, and the plain mean of all votes. */
  mean: number
  unweighted: number
  /** Weighted share of the top two levels. */
  ready: number
  effective: number
  /** Standard error of the weighted mean; null when a stratum has a single vote. */
  standardError: number | null
}

/**
 * A mean weighted to the region's industries, raw, without shrinkage (METHOD §7).
 * @param strata shares need not sum to 1; every stratum needs a vote
 * @param levels the level behind each column of the counts
 * @returns null without strata, with an empty stratum or without weight
 */
export function postStratify(
  strata: readonly Stratum[],
  levels: readonly number[],
): PostStratified | null {
  const weight = strata.reduce((sum, stratum) => sum + stratum.share, 0)
  const cells = strata.map(({ share, counts }) => {
    const n = counts.reduce((sum, count) => sum + count, 0)
    const sum = counts.reduce((total, count, l) => total + count * (levels[l] ?? 0), 0)
    const squares = counts.reduce((total, count, l) => total + count * (levels[l] ?? 0) ** 2, 0)
    const ready = (counts.at(-1) ?? 0) + (counts.at(-2) ?? 0)
    return { share: share / weight, n, sum, ready, squares }
  })
  if (cells.length === 0 || !(weight > 0) || cells.some((cell) => !(cell.n > 0))) return null
  const n = cells.reduce((sum, cell) => sum + cell.n, 0)
  const variance = cells.reduce(
    (sum, cell) =>
      sum + (cell.share ** 2 * (cell.squares - cell.sum ** 2 / cell.n)) / (cell.n - 1) / cell.n,
    0,
  )
  return computable({
    mean: cells.reduce((sum, cell) => sum + (cell.share * cell.sum) / cell.n, 0),
    unweighted: cells.reduce((sum, cell) => sum + cell.sum, 0) / n,
    ready: cells.reduce((sum, cell) => sum + (cell.share * cell.ready) / cell.n, 0),
    effective: 1 / cells.reduce((sum, cell) => sum + cell.share ** 2 / cell.n, 0),
    standardError: cells.some((cell) => cell.n < 2) ? null : Math.sqrt(variance),
  })
}
