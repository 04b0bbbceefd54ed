import { type ClaimKind, claimState } from '@/server/domain/catalogue/credentials'
import { tiers } from '@/server/domain/method/comparisons'
import { type AgedCounts, evidence } from '@/server/domain/method/counts'
import {
  type FitFigures,
  type ImportanceFigures,
  type MapCell,
  mapCell,
} from '@/server/domain/method/map-cells'
import { LEAN_BELOW_EMPLOYERS, QUADRANT_CUT, verdictWord } from '@/server/domain/method/quadrants'
import type { Finding, FitReading, MapRow, Reading, Scope, TieredRow } from './map-row'

/** What is published and catalogued about one competency of one map. */
export type MapItem<Cohort extends AgedCounts = AgedCounts> = {
  key: string
  fit: readonly Cohort[]
  importance: { scope: Scope; cohorts: readonly Cohort[] }
  /** Published votes per level of the same framework: where the estimates start from. */
  reference: { fit: readonly number[]; importance: readonly number[] }
  claims: readonly ClaimKind[]
}

/** Below this mean, and surely below the cut, a claimed competency is "claimed, not needed": nearer "nice to have" than "should have". */
const NOT_NEEDED_BELOW = 1 / 2

/**
 * The rows of a competency map, largest need first; rows without a need follow, by what is known of them. Rows
 * with a need stand in tiers (METHOD §2, "Comparing and ranking"): employers who answered both rows of a pair
 * may lean the same way on both, and the two are taken as independent.
 * @param items one per competency, cohorts already selected whole by the filter
 * @param described whether the credential's competencies have been entered at all
 */
export function mapRows(items: readonly MapItem[], described: boolean): TieredRow[] {
  const cells = new Map(items.map((item) => [item.key, cellOf(item)]))
  const rows = items.map((item) => mapRow(item, described, cells.get(item.key))).sort(byNeed)
  const needs = rows.flatMap(({ key, need }) => {
    const estimate = need && cells.get(key)?.need
    return estimate ? [{ key, mean: estimate.mean, variance: estimate.variance }] : []
  })
  const tierOf = new Map(tiers(needs).flatMap((tier, no) => tier.map(({ key }) => [key, no])))
  return rows.map((row) => ({ ...row, tier: tierOf.get(row.key) ?? null }))
}

/** Every figure behind one row, from which `mapRow` takes what is shown. */
export function cellOf(item: MapItem): MapCell {
  return mapCell({
    fit: item.fit,
    importance: item.importance.cohorts,
    referenceFit: item.reference.fit,
    referenceImportance: item.reference.importance,
  })
}

/** One row; see `mapRows`. */
export function mapRow(item: MapItem, described: boolean, cell: MapCell = cellOf(item)): MapRow {
  const fit = cell.fit && fitReading(cell.fit)
  const demand = cell.importance && importanceReading(cell.importance)
  const known = [fit?.employers, demand?.employers].filter((n) => n !== undefined)
  const employers = known.length > 0 ? Math.min(...known) : null
  const claim = claimState({ described, claims: item.claims })
  const both = fit !== null && demand !== null
  const called = both ? cell.verdict : null
  const points = both ? cell.need : null
  const surplus =
    claim === 'claimed' &&
    demand !== null &&
    demand.score < 100 * NOT_NEEDED_BELOW &&
    demand.upper < 100 * QUADRANT_CUT
  const word = called && employers !== null ? verdictWord(called, employers) : 'none'
  return {
    key: item.key,
    fit,
    importance: demand && { ...demand, scope: item.importance.scope },
    need: points && { value: points.mean, lower: points.lower, upper: points.upper },
    word,
    leans: called?.kind === 'leans' ? called.quadrant : null,
    employers,
    evidence: employers === null ? null : evidence(employers),
    claim,
    claims: [...item.claims],
    flag: claim === 'not_claimed' && word === 'act' ? 'gap' : surplus ? 'surplus' : null,
  }
}

/** "About 5 in 10": the ready share in tenths, 0–10. */
export function inTen(share: number): number {
  return Math.round(share * 10)
}

/** The finding of a map from its rows, as `mapRows` sorts them. Needs are named by tier, never by a first place. */
export function findingOf(rows: readonly TieredRow[]): Finding {
  const short = rows.filter((row) => row.word === 'act')
  const named = short.filter((row) => row.tier === short[0]?.tier)
  const looksShort = rows.filter((row) => row.word === 'looks_short')
  const called = rows.some((row) => !['none', 'early', 'borderline'].includes(row.word))
  const employers = {
    fit: Math.max(0, ...rows.map((row) => row.fit?.employers ?? 0)),
    importance: Math.max(0, ...rows.map((row) => row.importance?.employers ?? 0)),
  }
  return {
    key:
      employers.fit + employers.importance === 0
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
    unclaimed: named.filter((row) => row.claim === 'not_claimed').length,
    looksShort: keysOf(looksShort),
    kept: keysOf(rows.filter((row) => row.word === 'keep')),
    few: rows.some((row) => row.fit !== null && row.fit.employers < LEAN_BELOW_EMPLOYERS),
    employers,
  }
}

/** In an order that says nothing of the figures; a reader is shown them alphabetically. */
function keysOf(rows: readonly MapRow[]): string[] {
  return rows.map((row) => row.key).sort()
}

function fitReading(fit: FitFigures): FitReading | null {
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
  }
}

function importanceReading(demand: ImportanceFigures): Reading | null {
  if (!demand.score || !demand.evidence) return null
  return {
    score: 100 * demand.score.mean,
    lower: 100 * demand.score.lower,
    upper: 100 * demand.score.upper,
    employers: demand.employers,
    evidence: demand.evidence,
    agreement: demand.agreement?.word ?? null,
    counts: demand.split,
  }
}

function byNeed(a: MapRow, b: MapRow): number {
  return (
    (b.need?.value ?? -1) - (a.need?.value ?? -1) ||
    (b.importance?.score ?? -1) - (a.importance?.score ?? -1) ||
    (a.fit?.score ?? 101) - (b.fit?.score ?? 101) ||
    (a.key < b.key ? -1 : 1)
  )
}
