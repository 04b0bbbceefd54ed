import { groupBy } from '@/server/domain/group-by'
import { SCALE_SHAPES } from '@/server/domain/scales'
import { tiers } from './comparisons'
import { decay, type Evidence, evidence } from './counts'
import {
  isImportant,
  LEAN_BELOW_EMPLOYERS,
  type Quadrant,
  quadrant,
  type VerdictWord,
  verdict,
  verdictWord,
} from './quadrants'
import { type HeatRow, heatRows } from './summary-heat'
import {
  flipped,
  itemOf,
  type Points,
  points,
  readSides,
  rolledUp,
  type Sides,
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
  /** The same by importance. */
  importanceTier: number | null
  /** What the two sides say together, as on a map; null without both. */
  word: VerdictWord | null
  /** The word it leans to while it is too early to call. */
  leans: Quadrant | null
  /** Surely at least "should have". */
  important: boolean
  /** n*: at least this many employers stand behind each side (METHOD §2, roll-ups); 0 where nothing is published. */
  employers: { importance: number; fit: number }
  /** By the smaller of the two, as the word. */
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
  }
}

/**
 * `none`: nothing published. `early`: nothing can be called yet. `met`: nothing is clearly short. `looks_short`:
 * something looks short by under ten employers. `short`: something falls short.
 */
export const FINDING_KEYS = ['none', 'early', 'met', 'looks_short', 'short'] as const

/** What a summary says in one paragraph: the rows it names. No list has an order. */
export type SummaryFinding = {
  key: (typeof FINDING_KEYS)[number]
  /** Rows that fall short, of the tier with the largest need among them, and how many more there are. */
  short: string[]
  more: number
  /** Whether each of them is a must-have in every sector that answered. */
  everywhere: boolean
  /** Rows that look short by under ten employers. */
  looksShort: string[]
  /** Important rows no credential claims. */
  unclaimed: string[]
  /** Whether a figure on holders comes from under ten employers. */
  few: boolean
}

/** The finding of a summary from its rows, as `summarize` sorts them. Needs are named by tier, never by a first place. */
export function summaryFinding(rows: readonly NeedRow[]): SummaryFinding {
  const short = rows.filter((row) => row.word === 'act')
  const named = short.filter((row) => row.tier === short[0]?.tier)
  const looksShort = rows.filter((row) => row.word === 'looks_short')
  const called = rows.some(({ word }) => word && word !== 'early' && word !== 'borderline')
  return {
    key:
      rows.length === 0
        ? 'none'
        : !called
          ? 'early'
          : short.length > 0
            ? 'short'
            : looksShort.length > 0
              ? 'looks_short'
              : 'met',
    short: keysOf(named),
    more: short.length - named.length,
    everywhere:
      named.length > 0 &&
      named.every((row) => row.mustHave.of > 1 && row.mustHave.sectors.length === row.mustHave.of),
    looksShort: keysOf(looksShort),
    unclaimed: keysOf(rows.filter((row) => row.important && row.claimedBy.length === 0)),
    few: rows.some((row) => row.fit !== null && row.employers.fit < LEAN_BELOW_EMPLOYERS),
  }
}

/** In an order that says nothing of the figures; a reader is shown them alphabetically. */
function keysOf(rows: readonly NeedRow[]): string[] {
  return rows.map((row) => row.competency).sort()
}

type UntieredRow = Omit<NeedRow, 'tier' | 'importanceTier'> & {
  estimates: Pick<Sides, 'need' | 'importance'>
}

function tiered(rows: readonly UntieredRow[]): NeedRow[] {
  const tierOf = (side: keyof UntieredRow['estimates']) => {
    const known = rows.flatMap(({ competency, estimates: { [side]: spread } }) =>
      spread ? [{ ...spread, competency }] : [],
    )
    return new Map(
      tiers(known).flatMap((tier, at) => tier.map(({ competency }) => [competency, at] as const)),
    )
  }
  const [byNeed, byImportance] = [tierOf('need'), tierOf('importance')]
  return rows.map(({ estimates: _, ...row }) => ({
    ...row,
    tier: byNeed.get(row.competency) ?? null,
    importanceTier: byImportance.get(row.competency) ?? null,
  }))
}

function needRow(competency: SummaryCompetency, cohorts: readonly SummaryCohort[]): UntieredRow {
  const sides = readSides(cohorts, competency.reference)
  const { importance, fit } = sides.employers
  const smaller = importance && fit ? Math.min(importance, fit) : importance || fit
  const demand = cohorts.filter((cohort) => cohort.scale === 'importance')
  const bySector = groupBy(demand, (cohort) => cohort.sector)
  const answered = unique([...bySector.keys()]).sort()
  return {
    competency: competency.key,
    importance: sides.importance && points(sides.importance, 100),
    fit: sides.shortfall && flipped(sides.shortfall),
    need: sides.need && points(sides.need, 1),
    estimates: sides,
    ...wordOf(sides, smaller),
    important: sides.importance !== null && isImportant(sides.importance),
    employers: sides.employers,
    evidence: evidence(smaller),
    mustHave: {
      sectors: answered.filter((sector) => isMustHave(bySector.get(sector) ?? [])),
      of: answered.length,
    },
    claimedBy: [...competency.claimedBy],
    ratedIn: unique(cohorts.map((cohort) => cohort.credential)),
  }
}

function wordOf(
  { importance, shortfall }: Sides,
  employers: number,
): Pick<NeedRow, 'word' | 'leans'> {
  const placement = importance && shortfall && quadrant(importance, shortfall)
  if (!placement) return { word: null, leans: null }
  const called = verdict(placement, employers)
  return {
    word: verdictWord(called, employers),
    leans: called.kind === 'leans' ? called.quadrant : null,
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
