import { tiers } from './comparisons'
import { decay, type Evidence, evidence } from './counts'
import type { Estimate } from './estimates'
import { groupBy } from './group-by'
import { QUADRANT_CUT } from './quadrants'
import { SCALE_SHAPES } from './scales'
import { type HeatRow, heatRows } from './summary-heat'
import {
  flipped,
  itemOf,
  type Points,
  points,
  readSides,
  rolledUp,
  type SummaryCohort,
  type SummaryCompetency,
} from './summary-sides'

export type NeedRow = {
  competency: string
  /** 0–100 points, rolled up over occupations; null where too few answered. */
  importance: Points | null
  /** 0–100 points, rolled up over credentials and occupations. */
  fit: Points | null
  need: Points | null
  /** Rows of one tier have no clear order; each tier is clearly lower than the top of the one before. From 0. */
  tier: number | null
  /** n*: at least this many employers stand behind each side of the row (METHOD §2, roll-ups). */
  employers: number
  evidence: Evidence | null
  /** Sectors in which at least half of the employers say "must have", of those with published answers. */
  mustHave: { sectors: string[]; of: number }
  claimedBy: string[]
  /** Credentials with a published fit on it. */
  ratedIn: string[]
}

export type Summary = {
  rows: NeedRow[]
  heat: HeatRow[]
  sectors: string[]
  /** The largest single-item n anywhere in the summary: at least this many took part. */
  employers: number
  ratedCredentials: string[]
}

/** Share of "must have" from which a sector counts as saying so. */
const MUST_HAVE_SHARE = 1 / 2

/**
 * A region's or an industry's reading of what employers need: whole cohorts in, one row per competency out,
 * largest need first, and need by group of competencies and sector.
 */
export function summarize(
  competencies: readonly SummaryCompetency[],
  cohorts: readonly SummaryCohort[],
): Summary {
  const byCompetency = groupBy(cohorts, (cohort) => cohort.competency)
  const sectors = unique(cohorts.map((cohort) => cohort.sector)).sort()
  const rows = competencies
    .map((competency) => needRow(competency, byCompetency.get(competency.key) ?? []))
    .filter((row) => row.importance !== null || row.fit !== null)
  return {
    rows: tiered(rows).sort(byNeed),
    heat: heatRows(competencies, byCompetency, sectors),
    sectors,
    employers: largestItem(cohorts),
    ratedCredentials: unique(cohorts.map((cohort) => cohort.credential)).sort(),
  }
}

/** What a summary says in one paragraph: the rows it names. */
export type SummaryFinding = {
  key: 'none' | 'early' | 'met' | 'short'
  /** Important rows that fall short, largest need first, at most two. */
  short: string[]
  /** Whether each of them is a must-have in every sector that answered. */
  everywhere: boolean
  /** Important rows no credential claims, at most two. */
  unclaimed: string[]
}

/** The finding of a summary from its rows, as `summarize` sorts them. */
export function summaryFinding(rows: readonly NeedRow[]): SummaryFinding {
  const cut = 100 * QUADRANT_CUT
  const important = rows.filter((row) => row.importance && row.importance.value >= cut)
  const short = important.filter((row) => row.fit && row.fit.value < cut).slice(0, 2)
  const unclaimed = important
    .filter((row) => row.claimedBy.length === 0)
    .sort((a, b) => (b.importance?.value ?? 0) - (a.importance?.value ?? 0))
    .slice(0, 2)
  return {
    key:
      rows.length === 0
        ? 'none'
        : short.length > 0
          ? 'short'
          : important.length > 0
            ? 'met'
            : 'early',
    short: short.map((row) => row.competency),
    everywhere:
      short.length > 0 &&
      short.every((row) => row.mustHave.of > 1 && row.mustHave.sectors.length === row.mustHave.of),
    unclaimed: unclaimed.map((row) => row.competency),
  }
}

type UntieredRow = Omit<NeedRow, 'tier'> & { spread: Estimate | null }

function tiered(rows: readonly UntieredRow[]): NeedRow[] {
  const known = rows.flatMap(({ competency, spread }) =>
    spread ? [{ ...spread, competency }] : [],
  )
  const tierOf = new Map(
    tiers(known).flatMap((tier, at) => tier.map(({ competency }) => [competency, at] as const)),
  )
  return rows.map(({ spread: _, ...row }) => ({ ...row, tier: tierOf.get(row.competency) ?? null }))
}

function needRow(competency: SummaryCompetency, cohorts: readonly SummaryCohort[]): UntieredRow {
  const sides = readSides(cohorts, competency.reference)
  const answered = unique(
    cohorts.filter((cohort) => cohort.scale === 'importance').map((cohort) => cohort.sector),
  ).sort()
  return {
    competency: competency.key,
    importance: sides.importance && points(sides.importance, 100),
    fit: sides.shortfall && flipped(sides.shortfall),
    need: sides.need && points(sides.need, 1),
    spread: sides.need,
    employers: sides.employers,
    evidence: evidence(sides.employers),
    mustHave: {
      sectors: answered.filter((sector) =>
        isMustHave(cohorts.filter((cohort) => cohort.sector === sector)),
      ),
      of: answered.length,
    },
    claimedBy: [...competency.claimedBy],
    ratedIn: unique(cohorts.map((cohort) => cohort.credential)),
  }
}

function isMustHave(cohorts: readonly SummaryCohort[]): boolean {
  const sum = rolledUp(cohorts, 'importance')
  if (sum === null) return false
  const votes = sum.counts.reduce((total, count) => total + count, 0)
  return (sum.counts[3] ?? 0) >= MUST_HAVE_SHARE * votes
}

function largestItem(cohorts: readonly SummaryCohort[]): number {
  const items = groupBy(cohorts, (cohort) => `${cohort.scale} ${itemOf(cohort)}`)
  return Math.max(
    0,
    ...[...items.values()].map(
      (versions) => decay(versions, SCALE_SHAPES[versions[0]?.scale ?? 'fit'].levels).employers,
    ),
  )
}

function byNeed(a: NeedRow, b: NeedRow): number {
  return (
    (b.need?.value ?? -1) - (a.need?.value ?? -1) ||
    (b.importance?.value ?? -1) - (a.importance?.value ?? -1) ||
    (a.competency < b.competency ? -1 : 1)
  )
}

function unique(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))]
}
