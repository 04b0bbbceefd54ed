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

/** A figure of the same cohorts at one release, 0–100 points with its 90 % interval. */
export type TrendPoint = { releaseNo: number; score: number; lower: number; upper: number }

/** One vector of counts a cohort. */
export type VotesAtRelease = { releaseNo: number; counts: (readonly number[])[] }

export type Trend = {
  /** Cohorts in every point, and the employers in them. */
  groups: number
  employers: number
  /** Oldest first, two at least. */
  points: TrendPoint[]
  /** The last point against the first: said only when P ≥ .9. */
  change: 'higher' | 'lower' | 'unclear'
}

/**
 * Fit by release for the same cohorts (METHOD §5, "Trends"); see `sameCohorts`. Votes are not faded and every
 * point starts from the same published average, so that nothing but answers differs between two points.
 *
 * The two ends hold the same employers, and `compare` takes them as independent. Where answers of one
 * employer to one item at two times go together, the true spread of the difference is smaller than the one assumed. It
 * is no more than that: over twelve rows about one passes .9 by chance.
 * @param histories the published versions of each cohort of one item of fit, 5 levels, in any order
 * @param reference published votes of the framework, 5 levels
 * @returns points of 0–100, or null where no cohort has been published twice
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

/** Importance by release for the same cohorts, 4 levels; otherwise as `fitTrend`. */
export function importanceTrend(
  histories: readonly (readonly PublishedVersion[])[],
  reference: readonly number[],
): Trend | null {
  return trendOf(histories, (counts) => importanceFigures(fresh(counts), reference)?.score ?? null)
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

type Versions = readonly PublishedVersion[]

function trendOf(
  histories: readonly Versions[],
  estimate: (counts: readonly (readonly number[])[]) => Estimate | null,
): Trend | null {
  const points = sameCohorts(histories)?.map(({ releaseNo, counts }) => ({
    releaseNo,
    counts,
    figure: estimate(counts),
  }))
  const first = points?.[0]
  const last = points?.at(-1)
  if (!points || !first?.figure || !last?.figure) return null
  return {
    groups: last.counts.length,
    employers: last.counts.reduce((sum, counts) => sum + totalOf(counts), 0),
    points: points.flatMap(({ releaseNo, figure }) =>
      figure
        ? [
            {
              releaseNo,
              score: 100 * figure.mean,
              lower: 100 * figure.lower,
              upper: 100 * figure.upper,
            },
          ]
        : [],
    ),
    change: compare(last.figure, first.figure)?.verdict ?? 'unclear',
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
