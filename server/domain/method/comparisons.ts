import { normalTail } from './normal'

export type Comparison = {
  /** P(A > B), both taken as independent normal posteriors. */
  probability: number
  verdict: 'higher' | 'lower' | 'unclear'
}

/** How sure a comparison must be before it is said (METHOD §2, "Comparing and ranking"). */
export const COMPARISON_CONFIDENCE = 0.9

/**
 * Whether A is higher than B.
 * @param a and `b`: mean and variance in one unit
 * @returns null when the two together have no spread
 */
export function compare(
  a: { mean: number; variance: number },
  b: { mean: number; variance: number },
): Comparison | null {
  const spread = a.variance + b.variance
  const probability = spread > 0 ? normalTail((a.mean - b.mean) / Math.sqrt(spread)) : null
  if (probability === null) return null
  if (probability >= COMPARISON_CONFIDENCE) return { probability, verdict: 'higher' }
  if (probability <= 1 - COMPARISON_CONFIDENCE) return { probability, verdict: 'lower' }
  return { probability, verdict: 'unclear' }
}

/**
 * Groups entries, sorted by mean from high to low, into tiers: a new tier begins where an entry is clearly lower
 * than the first of the current one. There are no ranks (METHOD §2).
 */
export function tiers<Entry extends { mean: number; variance: number }>(
  entries: readonly Entry[],
): Entry[][] {
  const grouped: Entry[][] = []
  for (const entry of [...entries].sort((a, b) => b.mean - a.mean)) {
    const tier = grouped.at(-1)
    const top = tier?.[0]
    if (tier && top && compare(top, entry)?.verdict !== 'higher') tier.push(entry)
    else grouped.push([entry])
  }
  return grouped
}
