import type { Agreement } from './agreement'
import { agreement } from './agreement'
import {
  type AgedCounts,
  addCounts,
  type Decayed,
  decay,
  type Evidence,
  evidence,
  MAX_AGE_QUARTERS,
  PRIOR_VOTES,
  prior,
} from './counts'
import {
  type Estimate,
  importance,
  type MeanScore,
  need,
  type ReadyShare,
  readyShare,
  type Shortfall,
  shortfall,
} from './estimates'
import { type Placement, quadrant, type Verdict, verdict } from './quadrants'

/** What one cell of a competency map is made from: published cohort versions and published references. */
export type CellInput = {
  fit: readonly AgedCounts[]
  importance: readonly AgedCounts[]
  /** Undecayed published votes of the framework, 5 levels and 4. */
  referenceFit: readonly number[]
  referenceImportance: readonly number[]
}

export type FitFigures = {
  decayed: Decayed
  prior: number[]
  ready: ReadyShare | null
  shortfall: Shortfall | null
  employers: number
  evidence: Evidence | null
  agreement: Agreement | null
  /** Undecayed votes per level of the cohorts still shown: the answer split. */
  split: number[]
}

export type ImportanceFigures = {
  decayed: Decayed
  prior: number[]
  score: MeanScore | null
  employers: number
  evidence: Evidence | null
  agreement: Agreement | null
  split: number[]
}

export type MapCell = {
  /** Null where nothing is published: demand without supply, or the reverse. */
  fit: FitFigures | null
  importance: ImportanceFigures | null
  need: Estimate | null
  placement: Placement | null
  verdict: Verdict | null
}

export type CellOptions = { priorVotes?: number; halfLife?: number; maxAge?: number }

/**
 * One map cell from cohort versions to displayed numbers (METHOD §2, §3, §5, §6). Takes the latest version of
 * each cohort in the view, with its age in quarters at reading time.
 */
export function mapCell(input: CellInput, options: CellOptions = {}): MapCell {
  const fit = fitFigures(input.fit, input.referenceFit, options)
  const demand = importanceFigures(input.importance, input.referenceImportance, options)
  if (!fit?.shortfall || !demand?.score) {
    return { fit, importance: demand, need: null, placement: null, verdict: null }
  }
  const placement = quadrant(demand.score, fit.shortfall)
  return {
    fit,
    importance: demand,
    need: need(demand.score, fit.shortfall),
    placement,
    verdict: placement && verdict(placement, Math.min(fit.employers, demand.employers)),
  }
}

/** Fit of one item, or null when no cohort is young enough. */
export function fitFigures(
  cohorts: readonly AgedCounts[],
  reference: readonly number[],
  { priorVotes = PRIOR_VOTES, halfLife, maxAge }: CellOptions = {},
): FitFigures | null {
  const decayed = decay(cohorts, 5, halfLife, maxAge)
  if (decayed.employers === 0) return null
  const shares = prior(reference)
  const top = (vector: readonly number[]) => (vector[3] ?? 0) + (vector[4] ?? 0)
  const split = splitOf(cohorts, 5, maxAge)
  return {
    decayed,
    prior: shares,
    ready: readyShare(top(decayed.counts), decayed.votes, top(shares), { priorVotes }),
    shortfall: shortfall(decayed.counts, shares, { priorVotes }),
    employers: decayed.employers,
    evidence: evidence(decayed.employers),
    agreement: agreement(split),
    split,
  }
}

/** Importance of one item, or null when no cohort is young enough. */
export function importanceFigures(
  cohorts: readonly AgedCounts[],
  reference: readonly number[],
  { priorVotes = PRIOR_VOTES, halfLife, maxAge }: CellOptions = {},
): ImportanceFigures | null {
  const decayed = decay(cohorts, 4, halfLife, maxAge)
  if (decayed.employers === 0) return null
  const shares = prior(reference)
  const split = splitOf(cohorts, 4, maxAge)
  return {
    decayed,
    prior: shares,
    score: importance(decayed.counts, shares, { priorVotes }),
    employers: decayed.employers,
    evidence: evidence(decayed.employers),
    agreement: agreement(split),
    split,
  }
}

function splitOf(
  cohorts: readonly AgedCounts[],
  levels: number,
  maxAge: number = MAX_AGE_QUARTERS,
): number[] {
  return addCounts(
    cohorts.filter((cohort) => cohort.ageQuarters <= maxAge).map((cohort) => cohort.counts),
    levels,
  )
}

/** The calendar quarter a moment falls in, numbered year × 4 + 0..3 (UTC); ages are differences of these. */
export function quarterOf(date: Date): number {
  return date.getUTCFullYear() * 4 + Math.floor(date.getUTCMonth() / 3)
}

/** The instant at which a quarter begins. */
export function startOfQuarter(quarter: number): Date {
  return new Date(Date.UTC(Math.floor(quarter / 4), (quarter % 4) * 3))
}
