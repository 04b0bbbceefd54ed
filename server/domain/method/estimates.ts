import { FIT_SHORTFALL, IMPORTANCE_SCORE } from '@/server/domain/scales'
import { matchedBeta } from './beta'
import { INTERVAL_LEVEL, PRIOR_VOTES, totalOf } from './counts'
import { betaInterval } from './intervals'

/** A published estimate: mean and interval in one unit, variance in that unit squared. */
export type Estimate = { mean: number; variance: number; lower: number; upper: number }

/** How many votes the prior counts for, and the probability of the interval; METHOD's constants without them. */
type Weighing = { priorVotes?: number | undefined; level?: number | undefined }

export type ReadyShare = Estimate & {
  /** Shapes of the posterior Beta(a, b). */
  a: number
  b: number
  /** W / (W + m): how far votes outweigh the prior. */
  reliability: number
}

/**
 * The share of employers that say "meets" or "above", shrunk towards the published share (METHOD §2).
 * @param ready votes at level 3 or 4, may be decayed
 * @param votes votes in all, same weighting
 * @param priorShare prior ready share, 0..1
 * @returns shares 0..1, or null when there is neither vote nor prior to estimate from
 */
export function readyShare(
  ready: number,
  votes: number,
  priorShare: number,
  { priorVotes = PRIOR_VOTES, level = INTERVAL_LEVEL }: Weighing = {},
): ReadyShare | null {
  if (!(ready >= 0 && ready <= votes + 1e-9)) return null
  const a = ready + priorVotes * priorShare
  const b = Math.max(0, votes - ready) + priorVotes * (1 - priorShare)
  const interval = betaInterval(a, b, level)
  if (interval === null) return null
  const mean = a / (a + b)
  return {
    a,
    b,
    mean,
    variance: (mean * (1 - mean)) / (a + b + 1),
    ...interval,
    reliability: votes / (votes + priorVotes),
  }
}

export type MeanScore = Estimate & {
  /** Votes plus prior votes per level. */
  alpha: number[]
  /** Strength of the Beta distribution matched on mean and variance. */
  phi: number
}

/**
 * The posterior mean of a score over levels, with the interval of the Beta distribution of the same mean and
 * variance (METHOD §2, "Mean shortfall").
 * @param counts votes per level, may be decayed
 * @param scores score of each level, 0..1
 * @param priorShares prior share of each level, summing to 1
 * @returns scores 0..1, or null when the distribution is degenerate or a count is negative or missing
 */
export function meanScore(
  counts: readonly number[],
  scores: readonly number[],
  priorShares: readonly number[],
  { priorVotes = PRIOR_VOTES, level = INTERVAL_LEVEL }: Weighing = {},
): MeanScore | null {
  const found = posterior(counts, scores, priorShares, priorVotes)
  if (found === null) return null
  const { alpha, mean, variance } = found
  const matched = matchedBeta(mean, variance)
  const interval = matched && betaInterval(matched.a, matched.b, level)
  return matched && interval && { alpha, mean, variance, phi: matched.phi, ...interval }
}

/**
 * Mean and variance of a score over levels after the prior, without an interval (METHOD §2, "Mean shortfall").
 * @param counts votes per level, may be decayed
 * @param scores score of each level, 0..1
 * @param priorShares prior share of each level, summing to 1
 * @returns scores 0..1 with votes plus prior votes per level, or null when a count is negative or missing
 */
export function posterior(
  counts: readonly number[],
  scores: readonly number[],
  priorShares: readonly number[],
  priorVotes: number = PRIOR_VOTES,
): Pick<MeanScore, 'alpha' | 'mean' | 'variance'> | null {
  if (counts.length !== scores.length || counts.length !== priorShares.length) return null
  if (counts.some((count) => !(count >= 0) || !Number.isFinite(count))) return null
  const alpha = counts.map((count, l) => count + priorVotes * (priorShares[l] ?? 0))
  const weight = totalOf(alpha)
  if (!(weight > 0)) return null
  const mean = scores.reduce((sum, score, l) => sum + ((alpha[l] ?? 0) / weight) * score, 0)
  const square = scores.reduce((sum, score, l) => sum + ((alpha[l] ?? 0) / weight) * score ** 2, 0)
  const variance = (square - mean * mean) / (weight + 1)
  return { alpha, mean, variance }
}

export type Shortfall = MeanScore & {
  /** 100 × (1 - mean shortfall). */
  fitScore: number
  /** Posterior share at level 3 or 4, and below. */
  ready: number
  below: number
  /** Ranked discrepancy: 100 × (share above - share below the need), -100..100. */
  rankedDiscrepancy: number
}

/** Mean shortfall of fit counts (levels 0..4) on 0..1, and what follows from the same posterior (METHOD §2, §6). */
export function shortfall(
  counts: readonly number[],
  priorShares: readonly number[],
  weighing: Weighing = {},
): Shortfall | null {
  const score = meanScore(counts, FIT_SHORTFALL, priorShares, weighing)
  if (score === null) return null
  const weight = totalOf(score.alpha)
  const above = (score.alpha[4] ?? 0) / weight
  const ready = above + (score.alpha[3] ?? 0) / weight
  return {
    ...score,
    fitScore: 100 * (1 - score.mean),
    ready,
    below: 1 - ready,
    rankedDiscrepancy: 100 * (above - (1 - ready)),
  }
}

/** Mean importance of importance counts (levels 1..4) on 0..1 (METHOD §2). */
export function importance(
  counts: readonly number[],
  priorShares: readonly number[],
  weighing: Weighing = {},
): MeanScore | null {
  return meanScore(counts, IMPORTANCE_SCORE, priorShares, weighing)
}

/**
 * The need index, 100 × importance × shortfall, with the matched-Beta interval (METHOD §6).
 * @param importance mean and variance on 0..1
 * @param shortfall mean and variance on 0..1
 * @returns points 0..100 (variance in points squared), or null when not computable
 */
export function need(
  importance: { mean: number; variance: number },
  shortfall: { mean: number; variance: number },
  level: number = INTERVAL_LEVEL,
): Estimate | null {
  const mean = importance.mean * shortfall.mean
  const variance =
    importance.mean ** 2 * shortfall.variance +
    shortfall.mean ** 2 * importance.variance +
    importance.variance * shortfall.variance
  const matched = matchedBeta(mean, variance)
  const interval = matched && betaInterval(matched.a, matched.b, level)
  if (interval === null) return null
  return {
    mean: 100 * mean,
    variance: 10_000 * variance,
    lower: 100 * interval.lower,
    upper: 100 * interval.upper,
  }
}
