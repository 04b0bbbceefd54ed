import { compare } from './comparisons'
import { type AgedCounts, MAX_AGE_QUARTERS, totalOf } from './counts'
import type { Estimate } from './estimates'
import { fitFigures, importanceFigures } from './map-cells'

/** One published version of a cohort: the release it came in, its age when read and its votes per level. */
export type PublishedVersion = {
  releaseNo: number
  ageQuarters: number
  counts: readonly number[]
}

/** A figure at one release, 0–100 points with its 90 % interval. */
export type TrendPoint = {
  releaseNo: number
  employers: number
  score: number
  lower: number
  upper: number
}

/** One vector of counts a cohort. */
export type VotesAtRelease = { releaseNo: number; counts: (readonly number[])[] }

export const CHANGES = ['higher', 'lower', 'maybe_higher', 'maybe_lower', 'unclear'] as const
export type Change = (typeof CHANGES)[number]

/** The same employers, perhaps other people; or employers counted for the first time, beside those before them. */
export const TREND_AMONG = ['same_employers', 'other_employers'] as const

/** From this probability and this many employers on a change is said; from P ≥ .9 it "may have moved" (METHOD §5). */
export const CHANGE_CONFIDENCE = 0.975
export const CHANGE_LEAST_EMPLOYERS = 10

export type Trend = {
  among: (typeof TREND_AMONG)[number]
  /** Cohorts in the last point. */
  groups: number
  /** Cohorts in any point. */
  followed: number
  /** Oldest first, two at least. */
  points: TrendPoint[]
  /** The last point against the first. */
  change: Change
}

/**
 * Fit by release (METHOD §5): of the same cohorts where some have a newer version, else of a new cohort beside the
 * older ones, which have no employer in common. Votes are not faded and every point starts from today's published
 * average, so that nothing but answers differs between two points.
 *
 * The two ends of a trend of the same cohorts hold the same employers, and `compare` takes them as independent. Where
 * answers of one employer at two times go together, the true spread of the difference is smaller than the one assumed.
 * It is no more than that: over twelve rows about one passes .9 by chance.
 * @param histories the published versions of each cohort of one item of fit, 5 levels, in any order
 * @param reference published votes of the framework, 5 levels
 * @returns points of 0–100, or null where nobody has answered since: the same answers, older
 */
export function fitTrend(
  histories: readonly (readonly PublishedVersion[])[],
  reference: readonly number[],
): Trend | null {
  return trendOf(histories, (counts) => {
    const mean = fitFigures(fresh(counts), reference)?.shortfall
    return mean
      ? {
          mean: 1 - mean.mean,
          variance: mean.variance,
          lower: 1 - mean.upper,
          upper: 1 - mean.lower,
        }
      : null
  })
}

/** Importance by release, 4 levels; otherwise as `fitTrend`. */
export function importanceTrend(
  histories: readonly (readonly PublishedVersion[])[],
  reference: readonly number[],
): Trend | null {
  return trendOf(histories, (counts) => importanceFigures(fresh(counts), reference)?.score ?? null)
}

/**
 * What may be said of two figures of one item, as `compare` takes them: independent of each other.
 * @param employers the smaller n of the two
 */
export function changeOf(
  now: { mean: number; variance: number },
  before: { mean: number; variance: number },
  employers: number,
): Change {
  const found = compare(now, before)
  if (!found || found.verdict === 'unclear') return 'unclear'
  const { probability, verdict } = found
  const sure = Math.max(probability, 1 - probability) >= CHANGE_CONFIDENCE
  return sure && employers >= CHANGE_LEAST_EMPLOYERS ? verdict : `maybe_${verdict}`
}

/**
 * The votes of the same cohorts at two or more releases (METHOD §5: never overlapping windows as separate points).
 * A trend begins at the release that leaves the most employers in cohorts published by then and published again
 * later, the earliest if several do; a further point stands where every one of these cohorts has a newer version
 * than at the point before. Cohorts published once, or begun later, are in no point. Versions older than 16
 * quarters are dropped. Chosen by counts of employers and releases, never by levels.
 * @returns oldest first, or null where no cohort has been published twice
 */
export function sameCohorts(
  histories: readonly (readonly PublishedVersion[])[],
): VotesAtRelease[] | null {
  const living = histories
    .map((versions) =>
      versions
        .filter((version) => version.ageQuarters <= MAX_AGE_QUARTERS)
        .sort((a, b) => a.releaseNo - b.releaseNo),
    )
    .filter((versions) => versions.length > 1)
  const releases = [...new Set(living.flat().map((version) => version.releaseNo))]
  const starts = releases
    .sort((a, b) => a - b)
    .map((releaseNo) => {
      const cohorts = living.filter((of) => nextAfter(of, releaseNo) && latestAt(of, releaseNo))
      return { releaseNo, cohorts, employers: employersOf(cohorts) }
    })
  const [start] = starts.sort((a, b) => b.employers - a.employers || a.releaseNo - b.releaseNo)
  if (!start || start.cohorts.length === 0) return null
  const points: VotesAtRelease[] = []
  for (let at: number | null = start.releaseNo; at !== null; at = nextOfAll(start.cohorts, at)) {
    const releaseNo = at
    points.push({ releaseNo, counts: start.cohorts.flatMap((of) => countsAt(of, releaseNo)) })
  }
  return points
}

/**
 * The cohorts that came in the newest release beside all that were published before it: two periods without an
 * employer in common (METHOD §5). For cohorts of which none has two living versions.
 * @returns the earlier period, then the newest; null where all came at once
 */
export function newBesideOld(
  histories: readonly (readonly PublishedVersion[])[],
): [VotesAtRelease, VotesAtRelease] | null {
  const cohorts = histories.flatMap((versions) => {
    const living = versions.find((version) => version.ageQuarters <= MAX_AGE_QUARTERS)
    const began = Math.min(...versions.map((version) => version.releaseNo))
    return living ? [{ ...living, began }] : []
  })
  const newest = Math.max(0, ...cohorts.map((cohort) => cohort.began))
  const before = cohorts.filter((cohort) => cohort.releaseNo < newest)
  if (before.length === 0) return null
  const countsOf = (period: typeof cohorts) => period.map((cohort) => cohort.counts)
  return [
    {
      releaseNo: Math.max(...before.map((cohort) => cohort.releaseNo)),
      counts: countsOf(before),
    },
    { releaseNo: newest, counts: countsOf(cohorts.filter((cohort) => cohort.began === newest)) },
  ]
}

type Versions = readonly PublishedVersion[]

function trendOf(
  histories: readonly Versions[],
  estimate: (counts: readonly (readonly number[])[]) => Estimate | null,
): Trend | null {
  const same = sameCohorts(histories)
  const points = (same ?? newBesideOld(histories))?.flatMap(({ releaseNo, counts }) => {
    const figure = estimate(counts)
    const employers = counts.reduce((sum, each) => sum + totalOf(each), 0)
    return figure ? [{ releaseNo, groups: counts.length, employers, figure }] : []
  })
  const first = points?.[0]
  const last = points?.at(-1)
  if (!points || !first || !last || points.length < 2) return null
  return {
    among: same ? 'same_employers' : 'other_employers',
    groups: last.groups,
    followed: same ? last.groups : first.groups + last.groups,
    points: points.map(({ releaseNo, employers, figure }) => ({
      releaseNo,
      employers,
      score: 100 * figure.mean,
      lower: 100 * figure.lower,
      upper: 100 * figure.upper,
    })),
    change: changeOf(last.figure, first.figure, Math.min(first.employers, last.employers)),
  }
}

function fresh(counts: readonly (readonly number[])[]): AgedCounts[] {
  return counts.map((each) => ({ ageQuarters: 0, counts: each }))
}

/** The release by which every cohort has a newer version than at `releaseNo`; null when one never has. */
function nextOfAll(cohorts: readonly Versions[], releaseNo: number): number | null {
  const next = cohorts.map((versions) => nextAfter(versions, releaseNo)?.releaseNo)
  return next.every((no) => no !== undefined) ? Math.max(...next) : null
}

function nextAfter(versions: Versions, releaseNo: number): PublishedVersion | undefined {
  return versions.find((version) => version.releaseNo > releaseNo)
}

function latestAt(versions: Versions, releaseNo: number): PublishedVersion | undefined {
  return versions.findLast((version) => version.releaseNo <= releaseNo)
}

function countsAt(versions: Versions, releaseNo: number): (readonly number[])[] {
  const version = latestAt(versions, releaseNo)
  return version ? [version.counts] : []
}

function employersOf(cohorts: readonly Versions[]): number {
  return cohorts.reduce((sum, versions) => sum + totalOf(versions.at(-1)?.counts ?? []), 0)
}
