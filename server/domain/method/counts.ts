/** Count vectors: the only thing that is ever published; adding, ageing and the prior (METHOD §2, §5). */

/** Prior strength in votes (METHOD §2, "Why m = 4"). */
export const PRIOR_VOTES = 4
/** Below this many published votes of the same scale the prior is an even spread. */
export const PRIOR_REFERENCE_VOTES = 50
/** A cohort's weight halves every 8 quarters; it drops out when older than 16. */
export const HALF_LIFE_QUARTERS = 8
export const MAX_AGE_QUARTERS = 16
/** Coverage of every interval shown. */
export const INTERVAL_LEVEL = 0.9

/** A published cohort version as a reader sees it: its age when read, and votes per level. */
export type AgedCounts = { ageQuarters: number; counts: readonly number[] }

/** Votes in a count vector. */
export function totalOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

/** The level-wise sum of vectors of `levels` levels each. No vectors give zeros. */
export function addCounts(vectors: readonly (readonly number[])[], levels: number): number[] {
  return Array.from({ length: levels }, (_, level) =>
    vectors.reduce((sum, counts) => sum + (counts[level] ?? 0), 0),
  )
}

export type Decayed = {
  /** Decayed votes per level. */
  counts: number[]
  /** Decayed votes in all. */
  votes: number
  /** Undecayed votes of the cohorts still young enough: one an employer, for a single item. */
  employers: number
  /** Kish's effective number of votes. */
  effective: number
}

/** What a vote counts `ageQuarters` after its release, 0..1 (METHOD §5). */
export function weightAt(ageQuarters: number, halfLife: number = HALF_LIFE_QUARTERS): number {
  return 0.5 ** (ageQuarters / halfLife)
}

/**
 * Cohorts of one item summed with weight 0.5^(age / half-life); cohorts older than `maxAge` are dropped
 * (METHOD §5). Ages in quarters.
 * @param levels how many levels the scale has
 */
export function decay(
  cohorts: readonly AgedCounts[],
  levels: number,
  halfLife: number = HALF_LIFE_QUARTERS,
  maxAge: number = MAX_AGE_QUARTERS,
): Decayed {
  const living = cohorts.filter((cohort) => cohort.ageQuarters <= maxAge)
  const weighted = living.map((cohort) => ({
    weight: weightAt(cohort.ageQuarters, halfLife),
    counts: cohort.counts,
    n: totalOf(cohort.counts),
  }))
  const counts = addCounts(
    weighted.map(({ weight, counts }) => counts.map((count) => count * weight)),
    levels,
  )
  const votes = totalOf(counts)
  const squares = weighted.reduce((sum, { weight, n }) => sum + weight * weight * n, 0)
  return {
    counts,
    votes,
    employers: weighted.reduce((sum, { n }) => sum + n, 0),
    effective: squares > 0 ? (votes * votes) / squares : 0,
  }
}

/**
 * The published average a score starts from (METHOD §2, "Prior"): (N_l + 1) / (W + L), or an even spread while
 * fewer than 50 votes are published.
 * @param reference undecayed published votes per level, same scale and framework
 * @returns shares that sum to 1
 */
export function prior(reference: readonly number[]): number[] {
  const votes = totalOf(reference)
  const levels = reference.length
  if (votes < PRIOR_REFERENCE_VOTES) return reference.map(() => 1 / levels)
  return reference.map((count) => (count + 1) / (votes + levels))
}

/** One item inside a roll-up: its decayed counts and its undecayed n. */
export type ItemCounts = { counts: readonly number[]; employers: number }

/**
 * A roll-up over several items: the same employers again, so the summed counts are scaled to n*, the largest
 * single-item n among them (METHOD §2, "Roll-ups").
 * @returns scaled counts and n* ("at least n* employers"); zeros when there is nothing
 */
export function rollUp(
  items: readonly ItemCounts[],
  levels: number,
): { counts: number[]; employers: number } {
  const sum = addCounts(
    items.map((item) => item.counts),
    levels,
  )
  const employers = items.reduce((most, item) => Math.max(most, item.employers), 0)
  // The most a single item weighs after decay, so that ageing keeps its effect on the interval.
  const votes = items.reduce((most, item) => Math.max(most, totalOf(item.counts)), 0)
  const total = totalOf(sum)
  const scale = total > 0 ? votes / total : 0
  return { counts: sum.map((count) => count * scale), employers }
}

export const EVIDENCE = ['few', 'several', 'many'] as const
export type Evidence = (typeof EVIDENCE)[number]

/** How much stands behind a figure: 5-9 few, 10-19 several, 20 or more many employers; null below 5 (METHOD §2). */
export function evidence(employers: number): Evidence | null {
  if (!(employers >= 5)) return null
  if (employers < 10) return 'few'
  return employers < 20 ? 'several' : 'many'
}
