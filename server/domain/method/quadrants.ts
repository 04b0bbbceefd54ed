import { betaTail, matchedBeta } from './beta'

/** Act first, keep, review emphasis, low priority (METHOD §6). */
export const QUADRANTS = ['act', 'keep', 'review', 'low'] as const
export type Quadrant = (typeof QUADRANTS)[number]

/** Fixed cross-hairs: "should have" on importance, "close" on fit. */
export const QUADRANT_CUT = 2 / 3
/** How sure both sides must be; in between is borderline. */
export const QUADRANT_CONFIDENCE = 0.8
/** From this many employers on, borderline is a finding and a shortfall is called; below it is too early, or looks short. */
export const LEAN_BELOW_EMPLOYERS = 10

export type Placement = {
  quadrant: Quadrant
  borderline: boolean
  /** P(mean importance >= cut) and P(mean fit >= cut). */
  importanceHigh: number
  fitHigh: number
}

/**
 * Where an item stands on the importance-performance grid (METHOD §6).
 * @param importance mean and variance on 0..1
 * @param shortfall mean and variance on 0..1; fit is 1 - shortfall
 * @returns the quadrant of the two means, and whether it is too close to a line; null when not computable
 */
export function quadrant(
  importance: { mean: number; variance: number },
  shortfall: { mean: number; variance: number },
  cut: number = QUADRANT_CUT,
  confidence: number = QUADRANT_CONFIDENCE,
): Placement | null {
  const fit = { mean: 1 - shortfall.mean, variance: shortfall.variance }
  const importanceHigh = atLeast(importance, cut)
  const fitHigh = atLeast(fit, cut)
  if (importanceHigh === null || fitHigh === null) return null
  const unsure = (p: number) => p > 1 - confidence && p < confidence
  const important = importance.mean >= cut
  const goodFit = fit.mean >= cut
  return {
    quadrant: important ? (goodFit ? 'keep' : 'act') : goodFit ? 'review' : 'low',
    borderline: unsure(importanceHigh) || unsure(fitHigh),
    importanceHigh,
    fitHigh,
  }
}

/** What is said of a row: a quadrant, "Borderline", or "Too early to call; leans {quadrant}". */
export type Verdict = { kind: 'called' | 'borderline' | 'leans'; quadrant: Quadrant }

/** The verdict for a placement backed by `employers`, the smaller n of its importance and its fit (METHOD §6). */
export function verdict(placement: Placement, employers: number): Verdict {
  const { quadrant, borderline } = placement
  if (!borderline) return { kind: 'called', quadrant }
  return { kind: employers < LEAN_BELOW_EMPLOYERS ? 'leans' : 'borderline', quadrant }
}

/** Whether a mean importance on 0..1 is at least "should have", as surely as a word needs it. */
export function isImportant(importance: { mean: number; variance: number }): boolean {
  return (atLeast(importance, QUADRANT_CUT) ?? 0) >= QUADRANT_CONFIDENCE
}

/** What is said of a row: a quadrant's name, or what stands in its place (METHOD §6). */
export const VERDICT_WORDS = [...QUADRANTS, 'looks_short', 'borderline', 'early'] as const
export type VerdictWord = (typeof VERDICT_WORDS)[number]

/**
 * The word for a verdict backed by `employers`. Under ten employers nothing is to be acted on first: it "looks
 * short; ask again or look into it".
 */
export function verdictWord({ kind, quadrant }: Verdict, employers: number): VerdictWord {
  if (kind === 'leans') return 'early'
  if (kind === 'borderline') return 'borderline'
  return quadrant === 'act' && employers < LEAN_BELOW_EMPLOYERS ? 'looks_short' : quadrant
}

function atLeast(estimate: { mean: number; variance: number }, cut: number): number | null {
  const matched = matchedBeta(estimate.mean, estimate.variance)
  const below = matched && betaTail(cut, matched.a, matched.b)
  return below === null ? null : 1 - below
}
