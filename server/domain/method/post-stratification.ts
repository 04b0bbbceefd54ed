import { matchedBeta } from './beta'
import { INTERVAL_LEVEL } from './counts'
import { betaInterval } from './intervals'
import { neighbourOf } from './supersectors'

/** A region's figure weighted to its industries, from the posteriors of its sectors (METHOD §7). */

/** From this share of employment a sector has to be heard, or counted with its neighbour. */
export const SHARE_TO_HEAR = 0.1
/** The heaviest employer weighs at most this many times the lightest. */
export const WEIGHT_CAP = 4
/** Below this effective number of employers there is no weighted figure. */
export const EFFECTIVE_LEAST = 10

/** A sector's share of a region's known employment, 0–1. */
export type SectorShare = { sector: string; share: number }

/** What one sector's cohorts say of one item: posterior mean and variance on 0–1. */
export type SectorPosterior = {
  sector: string
  mean: number
  variance: number
  /** Kish's effective number of employers behind it, after fading. */
  employers: number
}

export type Stratum = {
  /** The sector that is heard, then those counted with it. */
  sectors: string[]
  /** Its share of employment among the strata, after the cap; they sum to 1. */
  weight: number
}

export type WeightedMean = {
  kind: 'weighted'
  mean: number
  variance: number
  lower: number
  upper: number
  /** Share of known employment in sectors that are heard themselves, 0–1. */
  coverage: number
  /** Kish's effective number of employers. */
  effective: number
  strata: Stratum[]
  capped: boolean
}

/** Why there is no weighted figure. */
export type Unweighted =
  | { kind: 'unheard'; sectors: string[] }
  | { kind: 'missing'; sectors: string[] }
  | { kind: 'single'; sectors: string[] }
  | { kind: 'few'; sectors: string[] }

/**
 * A mean weighted to employment: the sum of W_h × mu_h, its variance the sum of W_h² × v_h, its interval that of
 * the Beta distribution with the same two. Sectors without a share cannot stand in it; sectors below 10 % that are
 * not heard are left out, and the weights of the rest sum to 1.
 * @param shares of known employment; need not sum to 1
 * @returns the rule that fails instead, or null when nothing can be computed
 */
export function weighToEmployment(
  shares: readonly SectorShare[],
  posteriors: readonly SectorPosterior[],
): WeightedMean | Unweighted | null {
  const total = shares.reduce((sum, { share }) => sum + share, 0)
  if (!(total > 0) || shares.some(({ share }) => !(share >= 0))) return null
  const shareOf = new Map(shares.map(({ sector, share }) => [sector, share / total]))
  const heard = posteriors.filter(
    ({ sector, employers }) => (shareOf.get(sector) ?? 0) > 0 && employers > 0,
  )
  if (heard.length === 0) return { kind: 'unheard', sectors: [] }
  const { strata, missing } = stratify(shareOf, heard)
  if (missing.length > 0) return { kind: 'missing', sectors: missing }
  if (strata.length === 1) return { kind: 'single', sectors: heard.map(({ sector }) => sector) }
  const { weights, capped } = capWeights(strata)
  const effective =
    1 / strata.reduce((sum, each, at) => sum + (weights[at] ?? 0) ** 2 / each.employers, 0)
  if (effective < EFFECTIVE_LEAST - 1e-9) return { kind: 'few', sectors: [] }
  const mean = strata.reduce((sum, each, at) => sum + (weights[at] ?? 0) * each.mean, 0)
  const variance = strata.reduce(
    (sum, each, at) => sum + (weights[at] ?? 0) ** 2 * each.variance,
    0,
  )
  const matched = matchedBeta(mean, variance)
  const interval = matched && betaInterval(matched.a, matched.b, INTERVAL_LEVEL)
  if (!interval) return null
  return {
    kind: 'weighted',
    mean,
    variance,
    ...interval,
    coverage: heard.reduce((sum, { sector }) => sum + (shareOf.get(sector) ?? 0), 0),
    effective,
    strata: strata.map(({ sectors }, at) => ({ sectors, weight: weights[at] ?? 0 })),
    capped,
  }
}

type Heard = SectorPosterior & { sectors: string[]; share: number }

/** Each heard sector with the unheard ones counted with it, and the large ones nobody can stand for. */
function stratify(
  shareOf: ReadonlyMap<string, number>,
  heard: readonly SectorPosterior[],
): { strata: Heard[]; missing: string[] } {
  const strata = new Map(
    heard.map((each): [string, Heard] => [
      each.sector,
      { ...each, sectors: [each.sector], share: shareOf.get(each.sector) ?? 0 },
    ]),
  )
  const names = [...strata.keys()]
  const missing: string[] = []
  for (const [sector, share] of shareOf) {
    if (strata.has(sector) || share < SHARE_TO_HEAR) continue
    const stratum = strata.get(neighbourOf(sector, names) ?? '')
    if (stratum) {
      stratum.sectors.push(sector)
      stratum.share += share
    } else {
      missing.push(sector)
    }
  }
  return { strata: [...strata.values()].sort(byName), missing: missing.sort() }
}

/**
 * Weights of the strata, summing to 1, with no employer above the cap times the lightest. Of all weights that keep
 * the cap these move the least employment in all: what the heaviest lose is what the lightest gain, and strata
 * between the two bounds keep their share.
 */
function capWeights(strata: readonly Heard[]): { weights: number[]; capped: boolean } {
  const total = strata.reduce((sum, { share }) => sum + share, 0)
  const wanted = strata.map(({ share, employers }) => ({
    each: share / total / employers,
    employers,
  }))
  const all = wanted.map(({ each }) => each)
  const capped = Math.max(...all) > WEIGHT_CAP * Math.min(...all)
  const least = capped ? lowerBound(wanted) : 0
  const most = capped ? WEIGHT_CAP * least : Number.POSITIVE_INFINITY
  const weights = wanted.map(
    ({ each, employers }) => Math.min(Math.max(each, least), most) * employers,
  )
  const sum = weights.reduce((whole, weight) => whole + weight, 0)
  return { weights: weights.map((weight) => weight / sum), capped }
}

type Wanted = { each: number; employers: number }

/**
 * The weight c of the lightest employer at which weights held within c and cap × c sum to 1. Their sum is linear in
 * c between the points where a stratum meets a bound, and grows with it.
 */
function lowerBound(wanted: readonly Wanted[]): number {
  const sumAt = (least: number) =>
    wanted.reduce(
      (sum, { each, employers }) =>
        sum + employers * Math.min(Math.max(each, least), WEIGHT_CAP * least),
      0,
    )
  const points = wanted.flatMap(({ each }) => [each / WEIGHT_CAP, each]).sort((a, b) => a - b)
  let from = points[0] ?? 0
  for (const to of points) {
    const [low, high] = [sumAt(from), sumAt(to)]
    if (high >= 1) return high > low ? from + ((1 - low) / (high - low)) * (to - from) : to
    from = to
  }
  return from
}

function byName(a: Heard, b: Heard): number {
  return a.sector < b.sector ? -1 : 1
}
