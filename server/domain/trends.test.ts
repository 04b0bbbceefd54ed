import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addCounts, totalOf } from './counts'
import { shortfall } from './estimates'
import { fitTrend, importanceTrend, type PublishedVersion, sameCohorts } from './trends'

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
    expect(trend).toMatchObject({ groups: 2, employers: 32 })
  })

  it('is nothing over one release, and nothing where the earlier version is too old to count', () => {
    expect(fitTrend([], even)).toBeNull()
    expect(fitTrend([[version(3, good)], [version(4, poor)]], even)).toBeNull()
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
        const employers = fitTrend(given, even)?.employers ?? 0
        expect(employers).toBeLessThanOrEqual(
          given.reduce((sum, of) => sum + Math.max(...of.map((v) => totalOf(v.counts))), 0),
        )
      }),
    )
  })
})
