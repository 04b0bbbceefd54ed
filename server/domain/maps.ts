import { type AgreementWord, agreement } from './agreement'
import {
  type AgedCounts,
  addCounts,
  decay,
  type Evidence,
  evidence,
  MAX_AGE_QUARTERS,
  prior,
} from './counts'
import { importance, need, readyShare, shortfall } from './estimates'
import { QUADRANT_CUT, type Quadrant, quadrant, verdict } from './quadrants'
import { SCALE_SHAPES } from './scales'

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
  const fit = readFit(item.fit, item.reference.fit)
  const demand = readImportance(item.importance.cohorts, item.reference.importance)
  const claim = !described ? 'not_described' : item.claims.length > 0 ? 'claimed' : 'not_claimed'
  const placed = fit && demand ? quadrant(demand.estimate, fit.estimate) : null
  const known = [fit?.reading.employers, demand?.reading.employers].filter((n) => n !== undefined)
  const employers = known.length > 0 ? Math.min(...known) : null
  const called = placed && employers !== null ? verdict(placed, employers) : null
  const needed = fit && demand ? need(demand.estimate, fit.estimate) : null
  const surplus =
    claim === 'claimed' &&
    demand !== null &&
    demand.estimate.mean < NOT_NEEDED_BELOW &&
    demand.estimate.upper < QUADRANT_CUT
  const gap = claim === 'not_claimed' && called?.quadrant === 'act' && called.kind !== 'borderline'
  return {
    key: item.key,
    fit: fit?.reading ?? null,
    importance: demand ? { ...demand.reading, scope: item.importance.scope } : null,
    need: needed && { value: needed.mean, lower: needed.lower, upper: needed.upper },
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

/** Fit of one item from its cohorts; null while none is living. */
export function readFit(
  cohorts: readonly PublishedCohort[],
  reference: readonly number[],
): { reading: FitReading; estimate: { mean: number; variance: number } } | null {
  const faded = decay(cohorts, SCALE_SHAPES.fit.levels)
  const shares = prior(reference)
  const score = faded.employers > 0 ? shortfall(faded.counts, shares) : null
  const votes = (faded.counts[3] ?? 0) + (faded.counts[4] ?? 0)
  const ready = score && readyShare(votes, faded.votes, (shares[3] ?? 0) + (shares[4] ?? 0))
  const behind = standing(cohorts, SCALE_SHAPES.fit.levels)
  if (!score || !ready || !behind) return null
  return {
    estimate: { mean: score.mean, variance: score.variance },
    reading: {
      score: score.fitScore,
      lower: 100 * (1 - score.upper),
      upper: 100 * (1 - score.lower),
      ready: { mean: ready.mean, lower: ready.lower, upper: ready.upper },
      ...behind,
    },
  }
}

/** Importance of one item from its cohorts; null while none is living. */
export function readImportance(
  cohorts: readonly PublishedCohort[],
  reference: readonly number[],
): { reading: Reading; estimate: { mean: number; variance: number; upper: number } } | null {
  const faded = decay(cohorts, SCALE_SHAPES.importance.levels)
  const score = faded.employers > 0 ? importance(faded.counts, prior(reference)) : null
  const behind = standing(cohorts, SCALE_SHAPES.importance.levels)
  if (!score || !behind) return null
  return {
    estimate: { mean: score.mean, variance: score.variance, upper: score.upper },
    reading: {
      score: 100 * score.mean,
      lower: 100 * score.lower,
      upper: 100 * score.upper,
      ...behind,
    },
  }
}

function standing(
  cohorts: readonly PublishedCohort[],
  levels: number,
): Pick<Reading, 'employers' | 'evidence' | 'agreement' | 'counts' | 'adjusted'> | null {
  const living = cohorts.filter((cohort) => cohort.ageQuarters <= MAX_AGE_QUARTERS)
  const counts = addCounts(
    living.map((cohort) => cohort.counts),
    levels,
  )
  const employers = counts.reduce((sum, count) => sum + count, 0)
  const label = evidence(employers)
  if (label === null) return null
  return {
    employers,
    evidence: label,
    agreement: agreement(counts)?.word ?? null,
    counts,
    adjusted: living.some((cohort) => cohort.adjusted),
  }
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
