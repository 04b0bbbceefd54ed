import { betaQuantile } from './beta'
import { computable } from './computable'
import { normalQuantile } from './normal'

/** Bounds of a quantity, in that quantity's unit. */
export type Interval = { lower: number; upper: number }

/**
 * Wilson's interval for x of n, without continuity correction; shown beside the shrunken share in the
 * technical view (METHOD §2).
 * @param x votes counted, 0..n
 * @param level confidence, e.g. 0.9
 * @returns shares 0..1, or null when n is not positive or x is outside 0..n
 */
export function wilson(x: number, n: number, level: number): Interval | null {
  const z = isShare(x, n, level) ? normalQuantile((1 + level) / 2) : null
  if (z === null) return null
  const p = x / n
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return computable({
    lower: x === 0 ? 0 : Math.max(0, centre - half),
    upper: x === n ? 1 : Math.min(1, centre + half),
  })
}

/**
 * Jeffreys' equal-tailed interval for x of n; 0 below when x is 0, 1 above when x is n (METHOD §2).
 * Arguments and result as `wilson`.
 */
export function jeffreys(x: number, n: number, level: number): Interval | null {
  if (!isShare(x, n, level)) return null
  const lower = x === 0 ? 0 : betaQuantile((1 - level) / 2, x + 0.5, n - x + 0.5)
  const upper = x === n ? 1 : betaQuantile((1 + level) / 2, x + 0.5, n - x + 0.5)
  return lower === null || upper === null ? null : { lower, upper }
}

/** The equal-tailed interval of Beta(a, b) at `level`, or null when a or b is not positive. */
export function betaInterval(a: number, b: number, level: number): Interval | null {
  if (!(level > 0 && level < 1)) return null
  const lower = betaQuantile((1 - level) / 2, a, b)
  const upper = betaQuantile((1 + level) / 2, a, b)
  return lower === null || upper === null ? null : { lower, upper }
}

function isShare(x: number, n: number, level: number): boolean {
  return n > 0 && Number.isFinite(n) && x >= 0 && x <= n && level > 0 && level < 1
}
