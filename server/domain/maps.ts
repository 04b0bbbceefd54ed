import type { AgreementWord } from './agreement'
import { type AgedCounts, type Evidence, evidence, MAX_AGE_QUARTERS } from './counts'
import { type FitFigures, type ImportanceFigures, mapCell } from './map-cells'
import { QUADRANT_CUT, type Quadrant } from './quadrants'

/** One cohort version as a reader sees it. */
export type PublishedCohort = AgedCounts & { adjusted: boolean }

export type Claim = 'teaches' | 'assesses' | 'requires'

/** Where the importance of a row was read: in the filter itself, or in the nearest wider scope that has one (METHOD §8 R16). */
export type Scope = 'filter' | 'region' | 'all'

/** What is published and catalogued about one competency of one map. */
export type MapItem = {
  key: string
  fit: readonly PublishedCohort[]
  importance: { scope: Scope; cohorts: readonly PublishedCohort[] }
  /** Published votes per level of the same framework: where the estimates start from. */
  reference: { fit: readonly number[]; importance: readonly number[] }
  claims: readonly Claim[]
}

/** A score of 0–100 points with its 90 % interval, and what stands behind it. */
export type Reading = {
  score: number
  lower: number
  upper: number
  /** n: employers, each counted once. */
  employers: number
  evidence: Evidence
  agreement: AgreementWord | null
  /** Published answers per level, lowest first, not faded. */
  counts: number[]
  /** Whether smoothing moved an answer in one of the groups. */
  adjusted: boolean
}

export type FitReading = Reading & {
  /** Share of employers that say "meets" or "above", 0–1. */
  ready: { mean: number; lower: number; upper: number }
}

export type ImportanceReading = Reading & { scope: Scope }

/** `early` is "Too early to call; leans …"; `none` is "Not enough employers yet". */
export type Word = Quadrant | 'borderline' | 'early' | 'none'

/** `gap`: important, poorly met, not claimed. `surplus`: claimed, not needed. */
export type Flag = 'gap' | 'surplus'

export type MapRow = {
  key: string
  fit: FitReading | null
  importance: ImportanceReading | null
  /** 0–100 points. */
  need: { value: number; lower: number; upper: number } | null
  word: Word
  /** The word a row leans to while it is borderline or too early to call. */
  leans: Quadrant | null
  /** n behind the row: the smaller of its two, or the one it has. */
  employers: number | null
  evidence: Evidence | null
  claim: 'claimed' | 'not_claimed' | 'not_described'
  claims: Claim[]
  flag: Flag | null
}

/** Below this mean, and surely below the cut, a claimed competency is "claimed, not needed": nearer "nice to have" than "should have". */
const NOT_NEEDED_BELOW = 1 / 2

/**
 * The rows of a competency map, largest need first; rows without a need follow, by what is known of them.
 * @param items one per competency, cohorts already selected whole by the filter
 * @param described whether the credential's competencies have been entered at all
 */
export function mapRows(items: readonly MapItem[], described: boolean): MapRow[] {
  return items.map((item) => mapRow(item, described)).sort(byNeed)
}

/** One row; see `mapRows`. */
export function mapRow(item: MapItem, described: boolean): MapRow {
  const cell = mapCell({
    fit: item.fit,
    importance: item.importance.cohorts,
    referenceFit: item.reference.fit,
    referenceImportance: item.reference.importance,
  })
  const fit = cell.fit && fitReading(item.fit, cell.fit)
  const demand = cell.importance && importanceReading(item.importance.cohorts, cell.importance)
  const known = [fit?.employers, demand?.employers].filter((n) => n !== undefined)
  const employers = known.length > 0 ? Math.min(...known) : null
  const claim = !described ? 'not_described' : item.claims.length > 0 ? 'claimed' : 'not_claimed'
  const called = cell.verdict
  const surplus =
    claim === 'claimed' &&
    demand !== null &&
    demand.score < 100 * NOT_NEEDED_BELOW &&
    demand.upper < 100 * QUADRANT_CUT
  const gap = claim === 'not_claimed' && called?.quadrant === 'act' && called.kind !== 'borderline'
  return {
    key: item.key,
    fit,
    importance: demand && { ...demand, scope: item.importance.scope },
    need: cell.need && { value: cell.need.mean, lower: cell.need.lower, upper: cell.need.upper },
    word: !called ? 'none' : called.kind === 'called' ? called.quadrant : wordOf(called.kind),
    leans: called && called.kind !== 'called' ? called.quadrant : null,
    employers,
    evidence: employers === null ? null : evidence(employers),
    claim,
    claims: [...item.claims],
    flag: gap ? 'gap' : surplus ? 'surplus' : null,
  }
}

/** "About 5 in 10": the ready share in tenths, 0–10. */
export function inTen(share: number): number {
  return Math.round(share * 10)
}

/** What a map says in one paragraph: a message key with the rows it names. */
export type Finding = {
  /** `none`: nothing published. `early`: nothing can be called yet. `met`: nothing falls short. `short`: something does. */
  key: 'none' | 'early' | 'met' | 'short'
  /** Rows that fall short, largest need first, at most three, and how many more there are. */
  short: string[]
  more: number
  /** How many of the named rows the credential does not claim. */
  unclaimed: number
  /** Rows holders are ready for, most important first, at most two. */
  kept: string[]
  /** The largest n of any figure: the same employers answer many items. */
  employers: number
}

/** The finding of a map from its rows, as `mapRows` sorts them. */
export function findingOf(rows: readonly MapRow[]): Finding {
  const short = rows.filter((row) => row.word === 'act')
  const kept = rows
    .filter((row) => row.word === 'keep')
    .sort((a, b) => (b.importance?.score ?? 0) - (a.importance?.score ?? 0))
  const called = rows.some((row) => row.need !== null && row.leans === null)
  const named = short.slice(0, 3)
  const n = rows.flatMap((row) => [row.fit?.employers ?? 0, row.importance?.employers ?? 0])
  const employers = Math.max(0, ...n)
  return {
    key: employers === 0 ? 'none' : !called ? 'early' : short.length > 0 ? 'short' : 'met',
    short: named.map((row) => row.key),
    more: short.length - named.length,
    unclaimed: named.filter((row) => row.claim === 'not_claimed').length,
    kept: kept.slice(0, 2).map((row) => row.key),
    employers,
  }
}

function fitReading(cohorts: readonly PublishedCohort[], fit: FitFigures): FitReading | null {
  if (!fit.shortfall || !fit.ready || !fit.evidence) return null
  return {
    score: fit.shortfall.fitScore,
    lower: 100 * (1 - fit.shortfall.upper),
    upper: 100 * (1 - fit.shortfall.lower),
    ready: { mean: fit.ready.mean, lower: fit.ready.lower, upper: fit.ready.upper },
    employers: fit.employers,
    evidence: fit.evidence,
    agreement: fit.agreement?.word ?? null,
    counts: fit.split,
    adjusted: isAdjusted(cohorts),
  }
}

function importanceReading(
  cohorts: readonly PublishedCohort[],
  demand: ImportanceFigures,
): Reading | null {
  if (!demand.score || !demand.evidence) return null
  return {
    score: 100 * demand.score.mean,
    lower: 100 * demand.score.lower,
    upper: 100 * demand.score.upper,
    employers: demand.employers,
    evidence: demand.evidence,
    agreement: demand.agreement?.word ?? null,
    counts: demand.split,
    adjusted: isAdjusted(cohorts),
  }
}

function isAdjusted(cohorts: readonly PublishedCohort[]): boolean {
  return cohorts.some((cohort) => cohort.adjusted && cohort.ageQuarters <= MAX_AGE_QUARTERS)
}

function wordOf(kind: 'borderline' | 'leans'): Word {
  return kind === 'leans' ? 'early' : 'borderline'
}

function byNeed(a: MapRow, b: MapRow): number {
  return (
    (b.need?.value ?? -1) - (a.need?.value ?? -1) ||
    (b.importance?.score ?? -1) - (a.importance?.score ?? -1) ||
    (a.fit?.score ?? 101) - (b.fit?.score ?? 101) ||
    (a.key < b.key ? -1 : 1)
  )
}
