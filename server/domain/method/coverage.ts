import { groupBy } from '@/server/domain/group-by'
import { IMPORTANCE_SCORE, type ImportanceLevel } from '@/server/domain/scales'

/** How a competency of a credential answers one of a job (METHOD §10). */
export const LINK_KINDS = ['exact', 'major', 'minor', 'broad', 'narrow'] as const
export type LinkKind = (typeof LINK_KINDS)[number]
/** A person accepted it, nobody has looked yet, a person refused it. */
export const LINK_STATUSES = ['confirmed', 'suggested', 'rejected'] as const
export type LinkStatus = (typeof LINK_STATUSES)[number]

export type RequirementLine = { id: string; level: ImportanceLevel }
/** A need with its importance from 0 to 1. */
export type WeighedLine = { id: string; importance: number; mustHave: boolean }
export type CoverageLink = { requirement: string; kind: LinkKind; status: LinkStatus }

export const LINK_WEIGHTS: Readonly<Record<LinkKind, number>> = {
  exact: 1,
  major: 0.75,
  broad: 0.5,
  narrow: 0.5,
  minor: 0.25,
}

export type Coverage = {
  /** 0..100 over links a person accepted; null when no line matters. */
  confirmed: number | null
  /** The same with suggestions nobody has reviewed. */
  possible: number | null
  mustHaveCovered: number
  mustHaveTotal: number
  /** Lines without an accepted link, "not needed" ones included, in the order given. */
  uncovered: string[]
}

/**
 * How far a credential's competencies cover a job's needs on paper (METHOD §10): importance-weighted, each line
 * by its best link. Rejected links never count.
 */
export function coverage(
  lines: readonly RequirementLine[],
  links: readonly CoverageLink[],
): Coverage {
  return weighedCoverage(
    lines.map(({ id, level }) => ({
      id,
      importance: IMPORTANCE_SCORE[level - 1] ?? 0,
      mustHave: level === 4,
    })),
    links,
  )
}

/** The same for needs whose importance is a mean of many answers, such as a published one. */
export function weighedCoverage(
  lines: readonly WeighedLine[],
  links: readonly CoverageLink[],
): Coverage {
  const linksOf = groupBy(links, (link) => link.requirement)
  const best = (line: WeighedLine, statuses: readonly LinkStatus[]) =>
    (linksOf.get(line.id) ?? [])
      .filter((link) => statuses.includes(link.status))
      .reduce((most, link) => Math.max(most, LINK_WEIGHTS[link.kind]), 0)
  const score = (statuses: readonly LinkStatus[]) => {
    const total = lines.reduce((sum, line) => sum + line.importance, 0)
    if (total === 0) return null
    const met = lines.reduce((sum, line) => sum + line.importance * best(line, statuses), 0)
    return (100 * met) / total
  }
  const covered = (line: WeighedLine) => best(line, ['confirmed']) > 0
  const mustHaves = lines.filter((line) => line.mustHave)
  return {
    confirmed: score(['confirmed']),
    possible: score(['confirmed', 'suggested']),
    mustHaveCovered: mustHaves.filter(covered).length,
    mustHaveTotal: mustHaves.length,
    uncovered: lines.filter((line) => !covered(line)).map((line) => line.id),
  }
}
