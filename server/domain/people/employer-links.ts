/** Why two records may be one employer (METHOD §9). */
export const LINK_REASONS = ['domain', 'person', 'device'] as const
export type LinkReason = (typeof LINK_REASONS)[number]

/** Nobody has looked yet, or a person called them two employers. One of a pair that became one is merged. */
export const LINK_STATES = ['open', 'separate'] as const
export type LinkState = (typeof LINK_STATES)[number]

/**
 * Employers that wait because they may be one with another: until a person has looked, each group of linked employers
 * votes as one, by the member that was there first, and never counts to five together (METHOD §9, T12).
 * @param units legal employers and since when they are on record, in milliseconds since 1970
 * @param pairs links nobody has called separate
 */
export function waitingUnits(
  units: ReadonlyMap<string, number>,
  pairs: readonly (readonly [string, string])[],
): Set<string> {
  const top = new Map<string, string>()
  const find = (unit: string): string => {
    const above = top.get(unit)
    return above === undefined ? unit : find(above)
  }
  for (const [a, b] of pairs) {
    if (!units.has(a) || !units.has(b)) continue
    const [one, other] = [find(a), find(b)]
    if (one === other) continue
    const [first, later] = isBefore(units, one, other) ? [one, other] : [other, one]
    top.set(later, first)
  }
  return new Set(top.keys())
}

function isBefore(units: ReadonlyMap<string, number>, a: string, b: string): boolean {
  const [since, other] = [units.get(a) ?? 0, units.get(b) ?? 0]
  return since === other ? a < b : since < other
}
