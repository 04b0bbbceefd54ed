import { computable } from './computable'
import { totalOf } from './counts'

/** "Employers broadly agree", "Views vary", "Employers are split" (METHOD §3). */
export const AGREEMENT_WORDS = ['agree', 'vary', 'split'] as const
export type AgreementWord = (typeof AGREEMENT_WORDS)[number]

export type Agreement = {
  /** Sample variance (n - 1), in levels squared. */
  variance: number
  rwgUntruncated: number
  /** 1 - variance / uniform-null variance, 0 when negative. */
  rwg: number
  /** Average deviations from the mean and from the median, in levels. */
  adMean: number
  adMedian: number
  adAcceptable: boolean
  split: boolean
  word: AgreementWord
}

/**
 * How far employers agree on one item (METHOD §3), from undecayed counts; thresholds are compared as whole
 * numbers, so no rounding decides a word.
 * @param counts votes per level, in order; the number of levels is `counts.length`
 * @returns null below 5 votes or when a count is not a whole number
 */
export function agreement(counts: readonly number[]): Agreement | null {
  const n = totalOf(counts)
  const c = counts.length
  if (n < 5 || c < 2 || counts.some((count) => !Number.isSafeInteger(count) || count < 0))
    return null
  const sum = counts.reduce((total, count, level) => total + count * level, 0)
  const squares = counts.reduce((total, count, level) => total + count * level * level, 0)
  const spread = n * squares - sum * sum
  const variance = spread / (n * (n - 1))
  const nullVariance = (c * c - 1) / 12
  const median = lowerMedian(counts, n)
  const deviations = counts.reduce(
    (total, count, level) => total + count * Math.abs(level - median),
    0,
  )
  const adAcceptable = 6 * deviations <= c * n
  const split = 12 * spread > (c * c - 1) * n * (n - 1)
  const rwgUntruncated = 1 - variance / nullVariance
  return computable<Agreement>({
    variance,
    rwgUntruncated,
    rwg: Math.max(0, rwgUntruncated),
    adMean:
      counts.reduce((total, count, level) => total + count * Math.abs(level - sum / n), 0) / n,
    adMedian: deviations / n,
    adAcceptable,
    split,
    word: split ? 'split' : adAcceptable ? 'agree' : 'vary',
  })
}

/** Deviations from any point between the two middle levels sum to the same, so the lower one serves. */
function lowerMedian(counts: readonly number[], n: number): number {
  let seen = 0
  return counts.findIndex((count) => {
    seen += count
    return 2 * seen >= n
  })
}
