import { totalOf } from './counts'

export const ALPHA_METRICS = ['nominal', 'ordinal', 'interval', 'ratio'] as const
export type AlphaMetric = (typeof ALPHA_METRICS)[number]

/** Competencies with two or more votes from which alpha is shown (METHOD §3). */
export const ALPHA_MIN_UNITS = 5

/**
 * Krippendorff's alpha from counts alone (METHOD §3): units with fewer than two ratings are ignored, and
 * coincidences need no rater.
 * @param countsPerUnit ratings per value, one row a unit
 * @param values the value behind each column, ascending
 * @returns at most 1, or null with no pairable ratings or no variation
 */
export function krippendorffAlpha(
  countsPerUnit: readonly (readonly number[])[],
  values: readonly number[],
  metric: AlphaMetric,
): number | null {
  const units = countsPerUnit.filter((counts) => totalOf(counts) >= 2)
  const marginals = values.map((_, c) => units.reduce((sum, counts) => sum + (counts[c] ?? 0), 0))
  const n = totalOf(marginals)
  const distance = distances(marginals, values, metric)
  let observed = 0
  let expected = 0
  for (let c = 0; c < values.length; c++) {
    for (let k = c + 1; k < values.length; k++) {
      const apart = distance(c, k)
      const coincidences = units.reduce(
        (sum, counts) => sum + ((counts[c] ?? 0) * (counts[k] ?? 0)) / (totalOf(counts) - 1),
        0,
      )
      observed += coincidences * apart
      expected += (marginals[c] ?? 0) * (marginals[k] ?? 0) * apart
    }
  }
  const alpha = expected > 0 ? 1 - ((n - 1) * observed) / expected : Number.NaN
  return Number.isFinite(alpha) ? alpha : null
}

/** Ordinal alpha of a credential, units being its competencies (technical view). */
export function alphaOrdinal(countsPerUnit: readonly (readonly number[])[]): number | null {
  const levels = countsPerUnit[0]?.length ?? 0
  return krippendorffAlpha(
    countsPerUnit,
    Array.from({ length: levels }, (_, level) => level),
    'ordinal',
  )
}

/** Whether a credential has enough rated competencies for alpha to be shown. */
export function alphaIsShown(countsPerUnit: readonly (readonly number[])[]): boolean {
  return countsPerUnit.filter((counts) => totalOf(counts) >= 2).length >= ALPHA_MIN_UNITS
}

function distances(
  marginals: readonly number[],
  values: readonly number[],
  metric: AlphaMetric,
): (c: number, k: number) => number {
  const value = (index: number) => values[index] ?? 0
  switch (metric) {
    case 'nominal':
      return () => 1
    case 'interval':
      return (c, k) => (value(c) - value(k)) ** 2
    case 'ratio':
      return (c, k) => ((value(c) - value(k)) / (value(c) + value(k))) ** 2
    case 'ordinal':
      return (c, k) => {
        const between = totalOf(marginals.slice(c, k + 1))
        return (between - ((marginals[c] ?? 0) + (marginals[k] ?? 0)) / 2) ** 2
      }
  }
}
