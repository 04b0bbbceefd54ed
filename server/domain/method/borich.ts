import { computable } from './computable'

export type Borich = {
  meanImportance: number
  meanAbility: number
  /** Mean weighted discrepancy score: mean of (importance - ability) × mean importance. */
  mwds: number
  /** Respondents, in per cent, who put ability below, level with and above importance. */
  belowPct: number
  tiedPct: number
  abovePct: number
  /** Ranked discrepancy: above - below, -100..100; negative is a need. */
  rds: number
}

/**
 * Borich's needs assessment on paired answers, for imported spreadsheets that have both columns (METHOD §6).
 * @param importance and `ability`, one number a respondent, same length and same scale
 * @returns null without respondents or with columns of different length
 */
export function borich(importance: readonly number[], ability: readonly number[]): Borich | null {
  const n = importance.length
  if (n === 0 || ability.length !== n) return null
  const pairs = importance.map((wanted, index) => ({ wanted, seen: ability[index] ?? 0 }))
  const meanImportance = pairs.reduce((sum, pair) => sum + pair.wanted, 0) / n
  const share = (count: number) => (100 * count) / n
  const belowPct = share(pairs.filter((pair) => pair.seen < pair.wanted).length)
  const abovePct = share(pairs.filter((pair) => pair.seen > pair.wanted).length)
  return computable({
    meanImportance,
    meanAbility: pairs.reduce((sum, pair) => sum + pair.seen, 0) / n,
    mwds: pairs.reduce((sum, { wanted, seen }) => sum + (wanted - seen) * meanImportance, 0) / n,
    belowPct,
    tiedPct: share(pairs.filter((pair) => pair.seen === pair.wanted).length),
    abovePct,
    rds: abovePct - belowPct,
  })
}

/** Items from largest to smallest need: by MWDS descending, or by ranked discrepancy ascending; ties by name. */
export function rankByNeed(
  items: readonly { id: string; mwds: number; rds: number }[],
  by: 'mwds' | 'rds',
): string[] {
  return [...items]
    .sort((a, b) => (by === 'mwds' ? b.mwds - a.mwds : a.rds - b.rds) || (a.id < b.id ? -1 : 1))
    .map((item) => item.id)
}
