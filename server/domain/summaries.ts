import {
  type AgedCounts,
  decay,
  type Evidence,
  evidence,
  type ItemCounts,
  prior,
  rollUp,
} from './counts'
import { type Estimate, importance, need, shortfall } from './estimates'
import { groupBy } from './group-by'
import { QUADRANT_CUT } from './quadrants'
import { SCALE_SHAPES } from './scales'

/** One published cohort of one item inside a summary. */
export type SummaryCohort = AgedCounts & {
  scale: 'fit' | 'importance'
  competency: string
  /** Occupation, or credential × occupation: with the competency, the item. */
  subject: string
  /** The credential of a fit item; null for importance. */
  credential: string | null
  sector: string | null
}

/** A competency as the catalogue knows it. */
export type SummaryCompetency = {
  key: string
  group: string | null
  /** Published votes of its framework: where its estimates start from. */
  reference: { fit: readonly number[]; importance: readonly number[] }
  /** Credentials in the summary that claim it. */
  claimedBy: readonly string[]
}

export type Points = { value: number; lower: number; upper: number }

export type NeedRow = {
  competency: string
  /** 0–100 points, rolled up over occupations; null where too few answered. */
  importance: Points | null
  /** 0–100 points, rolled up over credentials and occupations. */
  fit: Points | null
  need: Points | null
  /** n*: at least this many employers stand behind each side of the row (METHOD §2, roll-ups). */
  employers: number
  evidence: Evidence | null
  /** Sectors in which at least half of the employers say "must have", of those with published answers. */
  mustHave: { sectors: string[]; of: number }
  claimedBy: string[]
  /** Credentials with a published fit on it. */
  ratedIn: string[]
}

export type HeatRow = {
  group: string
  cells: { sector: string; need: Points | null; employers: number }[]
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
    .sort(byNeed)
  return {
    rows,
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

function needRow(competency: SummaryCompetency, cohorts: readonly SummaryCohort[]): NeedRow {
  const sides = readSides(cohorts, competency.reference)
  const answered = unique(
    cohorts.filter((cohort) => cohort.scale === 'importance').map((cohort) => cohort.sector),
  ).sort()
  return {
    competency: competency.key,
    importance: sides.importance && points(sides.importance, 100),
    fit: sides.shortfall && flipped(sides.shortfall),
    need: sides.need && points(sides.need, 1),
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

function heatRows(
  competencies: readonly SummaryCompetency[],
  byCompetency: Map<string, SummaryCohort[]>,
  sectors: readonly string[],
): HeatRow[] {
  const groups = groupBy(
    competencies.filter((competency) => competency.group !== null),
    (competency) => competency.group ?? '',
  )
  return [...groups]
    .map(([group, members]) => {
      const cohorts = members.flatMap((member) => byCompetency.get(member.key) ?? [])
      const reference = members[0]?.reference ?? { fit: [], importance: [] }
      const cells = sectors.map((sector) => {
        const sides = readSides(
          cohorts.filter((cohort) => cohort.sector === sector),
          reference,
        )
        return {
          sector,
          need: sides.need && points(sides.need, 1),
          employers: sides.employers,
        }
      })
      return { group, cells }
    })
    .filter((row) => row.cells.some((cell) => cell.need !== null))
}

type Sides = {
  importance: Estimate | null
  shortfall: Estimate | null
  need: Estimate | null
  employers: number
}

function readSides(
  cohorts: readonly SummaryCohort[],
  reference: SummaryCompetency['reference'],
): Sides {
  const demand = rolled(cohorts, 'importance')
  const supply = rolled(cohorts, 'fit')
  const wanted = demand ? importance(demand.counts, prior(reference.importance)) : null
  const short = supply ? shortfall(supply.counts, prior(reference.fit)) : null
  const known = [demand?.employers, supply?.employers].filter((n) => n !== undefined)
  return {
    importance: wanted,
    shortfall: short,
    need: wanted && short ? need(wanted, short) : null,
    employers: known.length > 0 ? Math.min(...known) : 0,
  }
}

/** The roll-up of all items of one scale, or null where none has a living cohort. */
function rolled(
  cohorts: readonly SummaryCohort[],
  scale: 'fit' | 'importance',
): { counts: number[]; employers: number } | null {
  const levels = SCALE_SHAPES[scale].levels
  const items: ItemCounts[] = [
    ...groupBy(
      cohorts.filter((cohort) => cohort.scale === scale),
      itemOf,
    ).values(),
  ].map((versions) => decay(versions, levels))
  const sum = rollUp(items, levels)
  return sum.employers > 0 ? sum : null
}

function isMustHave(cohorts: readonly SummaryCohort[]): boolean {
  const sum = rolled(cohorts, 'importance')
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

function itemOf(cohort: SummaryCohort): string {
  return `${cohort.subject} ${cohort.competency}`
}

function points(estimate: Estimate, unit: number): Points {
  return {
    value: unit * estimate.mean,
    lower: unit * estimate.lower,
    upper: unit * estimate.upper,
  }
}

function flipped(estimate: Estimate): Points {
  return {
    value: 100 * (1 - estimate.mean),
    lower: 100 * (1 - estimate.upper),
    upper: 100 * (1 - estimate.lower),
  }
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
