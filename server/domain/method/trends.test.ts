import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addCounts, totalOf } from './counts'
import { shortfall } from './estimates'
import {
  changeOf,
  fitTrend,
  importanceTrend,
  newBesideOld,
  type PublishedVersion,
  sameCohorts,
} from './trends'

const even = [0, 0, 0, 0, 0]

function version(releaseNo: number, counts: number[], ageQuarters = 0): PublishedVersion {
  return { releaseNo, ageQuarters, counts }
}

const poor = [6, 6, 3, 1, 0]
const good = [0, 1, 3, 8, 4]

describe('a trend', () => {
  it('says higher, lower or nothing by the probability of the difference', () => {
    expect(fitTrend([[version(1, poor), version(4, good)]], even)?.change).toBe('higher')
    expect(fitTrend([[version(1, good), version(4, poor)]], even)?.change).toBe('lower')
    expect(fitTrend([[version(1, good), version(4, [0, 2, 3, 7, 4])]], even)?.change).toBe(
      'unclear',
    )
    expect(
      importanceTrend([[version(1, [8, 6, 2, 0]), version(2, [0, 1, 3, 12])]], [0, 0, 0, 0])
        ?.change,
    ).toBe('higher')
  })

  it('shows each point as the map would show these votes on the day of the release', () => {
    const trend = fitTrend(
      [
        [version(1, poor, 9), version(4, good, 2)],
        [version(2, good, 8), version(4, good, 2)],
      ],
      even,
    )
    const first = shortfall(addCounts([poor, good], 5), [0.2, 0.2, 0.2, 0.2, 0.2])
    expect(trend?.points.map((point) => point.releaseNo)).toEqual([2, 4])
    expect(trend?.points[0]?.score).toBeCloseTo(first?.fitScore ?? 0, 10)
    expect(trend?.points[0]?.lower).toBeCloseTo(100 * (1 - (first?.upper ?? 0)), 10)
    expect(trend).toMatchObject({ among: 'same_employers', groups: 2, followed: 2 })
    expect(trend?.points.map((point) => point.employers)).toEqual([32, 32])
  })

  it('is nothing over one release, and nothing where the earlier version is too old to count', () => {
    expect(fitTrend([], even)).toBeNull()
    expect(fitTrend([[version(3, good)], [version(3, poor)]], even)).toBeNull()
    expect(fitTrend([[version(1, good, 17), version(4, poor)]], even)).toBeNull()
  })

  it('leaves out cohorts that answered once, and begins where most employers can be followed', () => {
    const once = [version(4, [9, 0, 0, 0, 0])]
    const renewed = [version(2, good), version(4, poor)]
    const alone = fitTrend([renewed], even)
    expect(fitTrend([renewed, once], even)).toEqual(alone)
    const longer = [version(1, [0, 0, 2, 3, 0]), version(3, [0, 0, 3, 2, 0]), version(5, good)]
    const both = sameCohorts([longer, renewed])
    expect(both?.map((point) => point.releaseNo)).toEqual([2, 4])
  })

  it('draws a further point only where every cohort has answered again', () => {
    const twice = [version(1, good), version(3, good), version(6, poor)]
    const thrice = [version(1, poor), version(2, poor), version(4, good), version(5, good)]
    expect(sameCohorts([twice, thrice])?.map((point) => point.releaseNo)).toEqual([1, 3, 6])
  })
})

describe('what is said of a change', () => {
  const before = { mean: 0.5, variance: 0.01 }
  /** P(now > before) of these is .89, .91, .97 and .98. */
  const [unclear, some, much, sure] = [1.23, 1.35, 1.9, 2.06].map((z) => ({
    mean: 0.5 + z * Math.sqrt(0.02),
    variance: 0.01,
  }))

  it.each([
    { name: 'P = .89', now: unclear, nine: 'unclear', ten: 'unclear' },
    { name: 'P = .91', now: some, nine: 'maybe_higher', ten: 'maybe_higher' },
    { name: 'P = .97', now: much, nine: 'maybe_higher', ten: 'maybe_higher' },
    { name: 'P = .98', now: sure, nine: 'maybe_higher', ten: 'higher' },
  ])('$name at nine employers and at ten', ({ now = before, nine, ten }) => {
    expect([changeOf(now, before, 9), changeOf(now, before, 10)]).toEqual([nine, ten])
  })

  it('is turned round where the earlier figure is the higher one', () => {
    expect(changeOf(before, sure ?? before, 10)).toBe('lower')
    expect(changeOf(before, sure ?? before, 9)).toBe('maybe_lower')
  })
})

describe('a new group', () => {
  it('stands beside the older ones, which have no employer in common with it', () => {
    const trend = fitTrend([[version(1, poor)], [version(2, poor)], [version(5, good)]], even)
    expect(trend).toMatchObject({
      among: 'other_employers',
      groups: 1,
      followed: 3,
      change: 'higher',
    })
    expect(trend?.points.map(({ releaseNo, employers }) => [releaseNo, employers])).toEqual([
      [2, 32],
      [5, 16],
    ])
  })

  it('says nothing where a group has a newer version: then the same employers do', () => {
    const trend = fitTrend([[version(1, poor), version(5, good)], [version(5, poor)]], even)
    expect(trend).toMatchObject({ among: 'same_employers', groups: 1, followed: 1 })
  })

  it('is none while nobody has answered since: the same answers, older', () => {
    expect(newBesideOld([[version(3, good, 8)], [version(3, poor, 8)]])).toBeNull()
    expect(fitTrend([[version(3, good, 8)]], even)).toBeNull()
  })

  it('fades nothing, so that age alone moves nothing', () => {
    const young = fitTrend([[version(1, good)], [version(5, good)]], even)
    const old = fitTrend([[version(1, good, 16)], [version(5, good, 12)]], even)
    expect(old).toEqual(young)
    expect(young?.change).toBe('unclear')
  })
})

const counts = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 5, maxLength: 5 })
const history = fc
  .uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })
  .chain((releases) =>
    fc.tuple(
      ...releases.map((releaseNo) =>
        fc.record({
          releaseNo: fc.constant(releaseNo),
          ageQuarters: fc.integer({ min: 0, max: 18 }),
          counts,
        }),
      ),
    ),
  )
const histories = fc.array(history, { maxLength: 5 })

describe('whatever was published', () => {
  it('one release makes no trend', () => {
    fc.assert(
      fc.property(fc.array(counts, { maxLength: 6 }), (vectors) => {
        expect(
          fitTrend(
            vectors.map((each) => [version(7, each)]),
            even,
          ),
        ).toBeNull()
      }),
    )
  })

  it('the order of cohorts and of their versions changes nothing', () => {
    fc.assert(
      fc.property(histories, (given) => {
        const turned = [...given].reverse().map((versions) => [...versions].reverse())
        const [a, b] = [fitTrend(given, even), fitTrend(turned, even)]
        expect(a?.points.map((point) => point.releaseNo)).toEqual(
          b?.points.map((point) => point.releaseNo),
        )
        for (const [index, point] of (a?.points ?? []).entries()) {
          expect(point.score).toBeCloseTo(b?.points[index]?.score ?? -1, 8)
        }
      }),
    )
  })

  it('every point has the same cohorts, each with a version of its own that still counts', () => {
    fc.assert(
      fc.property(histories, (given) => {
        const points = sameCohorts(given) ?? []
        const living = given.map((versions) => versions.filter((each) => each.ageQuarters <= 16))
        const used = points.map(({ counts }) =>
          counts.map((vector) => living.findIndex((of) => of.some((v) => v.counts === vector))),
        )
        for (const cohorts of used) {
          expect(cohorts).toEqual(used[0])
          expect(cohorts).not.toContain(-1)
        }
        const vectors = points.flatMap((point) => point.counts)
        expect(new Set(vectors).size).toBe(vectors.length)
        expect(points).not.toHaveLength(1)
      }),
    )
  })

  it('every figure lies inside its interval and on the scale', () => {
    fc.assert(
      fc.property(histories, (given) => {
        for (const point of fitTrend(given, even)?.points ?? []) {
          expect(point.lower).toBeLessThanOrEqual(point.score)
          expect(point.upper).toBeGreaterThanOrEqual(point.score)
          expect(point.lower).toBeGreaterThanOrEqual(0)
          expect(point.upper).toBeLessThanOrEqual(100)
        }
        const employers = fitTrend(given, even)?.points.at(-1)?.employers ?? 0
        expect(employers).toBeLessThanOrEqual(
          given.reduce((sum, of) => sum + Math.max(...of.map((v) => totalOf(v.counts))), 0),
        )
      }),
    )
  })

  it('a change is said from ten employers on, and of nothing but newer answers', () => {
    fc.assert(
      fc.property(histories, (given) => {
        const trend = fitTrend(given, even)
        if (trend === null) return
        const said = trend.change === 'higher' || trend.change === 'lower'
        const [first, last] = [trend.points[0], trend.points.at(-1)]
        if (Math.min(first?.employers ?? 0, last?.employers ?? 0) < 10) expect(said).toBe(false)
        const numbers = trend.points.map((point) => point.releaseNo)
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
      }),
    )
  })
})
