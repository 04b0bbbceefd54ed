/**
 * Near-unanimity smoothing of a cohort's count vector (METHOD §8 R6): no level keeps more than n - 2 votes,
 * so that a member who subtracts its own vote still cannot tell what any other member said.
 * @param counts votes per level, whole numbers, n >= 5 in all, at least 3 levels
 * @returns a new vector with the same n; unchanged when no level is too full
 * @throws {RangeError} when the vector cannot be one of a cohort
 * @example smooth([0, 0, 0, 0, 5]) // [0, 0, 0, 2, 3]
 */
export function smooth(counts: readonly number[]): number[] {
  const n = counts.reduce((sum, count) => sum + count, 0)
  if (counts.length < 3 || n < 5 || counts.some((count) => !Number.isInteger(count) || count < 0)) {
    throw new RangeError(
      'A cohort has at least five votes, whole and not negative, over three levels or more',
    )
  }
  const full = counts.findIndex((count) => count > n - 2)
  if (full === -1) return [...counts]
  const surplus = (counts[full] ?? 0) - (n - 2)
  const lone = counts.findIndex((count, level) => count > 0 && level !== full)
  const last = counts.length - 1
  const moves = new Array<number>(counts.length).fill(0)
  moves[full] = -surplus
  if (full === 0) moves[1] = surplus
  else if (full === last) moves[last - 1] = surplus
  else if (surplus === 2) {
    moves[full - 1] = 1
    moves[full + 1] = 1
  } else moves[lone > full ? full - 1 : full + 1] = surplus
  return counts.map((count, level) => count + (moves[level] ?? 0))
}
