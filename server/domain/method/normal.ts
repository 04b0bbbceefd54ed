/** The standard normal distribution, to 1e-14 (METHOD §2, comparing; Wilson's interval). */

/** P(Z <= z). Any finite or infinite z; NaN gives null. */
export function normalTail(z: number): number | null {
  if (Number.isNaN(z)) return null
  if (z < -6) return upper(-z)
  if (z > 6) return 1 - upper(z)
  let term = z
  let sum = z
  for (let k = 1; k < 200 && Math.abs(term) > 1e-18; k++) {
    term *= (z * z) / (2 * k + 1)
    sum += term
  }
  return 0.5 + sum * density(z)
}

/** The z with P(Z <= z) = p, or null unless 0 < p < 1. */
export function normalQuantile(p: number): number | null {
  if (!(p > 0 && p < 1)) return null
  if (p > 0.5) return negated(normalQuantile(1 - p))
  let low = -40
  let high = 0
  let z = 0
  for (let step = 0; step < 200; step++) {
    const excess = (normalTail(z) ?? 0) - p
    if (excess > 0) high = z
    else low = z
    const newton = z - excess / density(z)
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - z) <= 1e-15 * Math.max(1, Math.abs(z))) return next
    z = next
  }
  return z
}

function density(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)
}

/** P(Z > z) for z > 6 by its continued fraction. */
function upper(z: number): number {
  if (z === Number.POSITIVE_INFINITY) return 0
  let fraction = z
  for (let k = 60; k >= 1; k--) fraction = z + k / fraction
  return density(z) / fraction
}

function negated(z: number | null): number | null {
  return z === null ? null : -z
}
