/** Quantiles and tails of the Beta distribution, accurate to 1e-12 (METHOD §11). */

/**
 * The p-quantile of Beta(a, b).
 * @param p a probability, 0..1
 * @returns a number in 0..1, or null when a or b is not positive and finite or p is outside 0..1
 */
export function betaQuantile(p: number, a: number, b: number): number | null {
  if (!isShape(a) || !isShape(b) || !(p >= 0 && p <= 1)) return null
  if (p === 0 || p === 1) return p
  // The smaller tail is the one that keeps its digits.
  return p > 0.5 ? 1 - lowerQuantile(1 - p, b, a) : lowerQuantile(p, a, b)
}

/**
 * P(X <= x) for X ~ Beta(a, b).
 * @returns a probability, or null when a or b is not positive and finite, x is not a number, or the shapes are
 * beyond what can be computed
 */
export function betaTail(x: number, a: number, b: number): number | null {
  if (!isShape(a) || !isShape(b) || Number.isNaN(x)) return null
  if (x <= 0) return 0
  if (x >= 1) return 1
  const share = tail(x, a, b, logBeta(a, b))
  return Number.isFinite(share) ? share : null
}

/**
 * The Beta distribution with a given mean and variance: phi = mean(1-mean)/variance - 1 (METHOD §2).
 * @returns its shapes and phi, or null when no such distribution exists
 */
export function matchedBeta(
  mean: number,
  variance: number,
): { a: number; b: number; phi: number } | null {
  if (!(mean > 0 && mean < 1 && variance > 0)) return null
  const phi = (mean * (1 - mean)) / variance - 1
  if (!(phi > 0) || !Number.isFinite(phi)) return null
  return { a: mean * phi, b: (1 - mean) * phi, phi }
}

function lowerQuantile(p: number, a: number, b: number): number {
  const logBetaAB = logBeta(a, b)
  let low = 0
  let high = 1
  let x = a / (a + b)
  // Newton, kept inside a shrinking bracket; where the density is useless the bracket is halved.
  for (let step = 0; step < 1100; step++) {
    const excess = tail(x, a, b, logBetaAB) - p
    if (excess === 0) return x
    if (excess > 0) high = x
    else low = x
    const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBetaAB)
    const newton = x - excess / density
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - x) <= 1e-16 + 1e-15 * x || next === low || next === high) return next
    x = next
  }
  return x
}

function isShape(value: number): boolean {
  return value > 0 && Number.isFinite(value)
}

function tail(x: number, a: number, b: number, logBetaAB: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBetaAB)
  if (x <= (a + 1) / (a + b + 2)) return (front / a) * continuedFraction(x, a, b)
  return 1 - (front / b) * continuedFraction(1 - x, b, a)
}

/** Lentz's evaluation of the incomplete beta's continued fraction. */
function continuedFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  let c = 1
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1), tiny)
  let value = d
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / awayFromZero(1 + even * d, tiny)
    c = awayFromZero(1 + even / c, tiny)
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / awayFromZero(1 + odd * d, tiny)
    c = awayFromZero(1 + odd / c, tiny)
    value *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return value
}

function awayFromZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value
}

/** ln B(a, b): both shapes are lifted above 16 by recurrence, then Stirling's series without cancellation. */
function logBeta(a: number, b: number): number {
  let factor = 0
  let p = a
  let q = b
  for (; p < 16; p++) factor += Math.log((p + q) / p)
  for (; q < 16; q++) factor += Math.log((p + q) / q)
  const share = p / (p + q)
  return (
    factor +
    0.5 * Math.log((2 * Math.PI) / q) +
    stirlingRest(p) +
    stirlingRest(q) -
    stirlingRest(p + q) +
    (p - 0.5) * Math.log(share) +
    q * Math.log1p(-share)
  )
}

function stirlingRest(x: number): number {
  const inverse = 1 / (x * x)
  return (
    (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) /
    x
  )
}
