import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addCounts, decay, evidence, prior, rollUp, totalOf } from './counts'
import { importance, meanScore, need, readyShare, shortfall } from './estimates'
import { jeffreys, wilson } from './intervals'

const counts5 = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 5, maxLength: 5 })
const counts4 = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 4, maxLength: 4 })
const cohort = fc.record({ ageQuarters: fc.integer({ min: 0, max: 20 }), counts: counts5 })

describe('counts', () => {
  test('are additive over any partition of cohorts', () => {
    fc.assert(
      fc.property(
        fc.array(cohort, { maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        (all, parts) => {
          const whole = decay(all, 5)
          const pieces = Array.from({ length: parts }, (_, part) =>
            decay(
              all.filter((_, index) => index % parts === part),
              5,
            ),
          )
          const sum = addCounts(
            pieces.map((piece) => piece.counts),
            5,
          )
          sum.forEach((count, level) => {
            expect(count).toBeCloseTo(whole.counts[level] ?? Number.NaN, 9)
          })
          expect(pieces.reduce((n, piece) => n + piece.employers, 0)).toBe(whole.employers)
        },
      ),
    )
  })

  test('halve after eight quarters and drop out after sixteen', () => {
    const at = (ageQuarters: number) => decay([{ ageQuarters, counts: [0, 0, 0, 8, 0] }], 5)
    expect(at(0).votes).toBe(8)
    expect(at(8).votes).toBe(4)
    expect(at(16).votes).toBe(2)
    expect(at(17)).toEqual({ counts: [0, 0, 0, 0, 0], votes: 0, employers: 0, effective: 0 })
  })

  test('the prior is even until fifty votes are published and never empties a level', () => {
    expect(prior([49, 0, 0, 0, 0])).toEqual([0.2, 0.2, 0.2, 0.2, 0.2])
    expect(prior([50, 0, 0, 0])).toEqual([51 / 54, 1 / 54, 1 / 54, 1 / 54])
  })

  test('a roll-up of one item is that item; of several it weighs no more than the heaviest', () => {
    const item = { counts: [1, 2, 3, 4, 0], employers: 10 }
    expect(rollUp([item], 5)).toEqual({ counts: [1, 2, 3, 4, 0], employers: 10 })
    const both = rollUp([item, { counts: [0, 0, 6, 0, 0], employers: 6 }], 5)
    expect(both.employers).toBe(10)
    expect(totalOf(both.counts)).toBeCloseTo(10, 12)
    expect(rollUp([], 5)).toEqual({ counts: [0, 0, 0, 0, 0], employers: 0 })
  })

  test('evidence words', () => {
    expect([4, 5, 9, 10, 19, 20].map(evidence)).toEqual([
      null,
      'few',
      'few',
      'several',
      'several',
      'many',
    ])
  })
})

describe('estimates', () => {
  test('the worked examples of the method', () => {
    const even = [0.2, 0.2, 0.2, 0.2, 0.2]
    const first = shortfall([0, 0, 0, 2, 3], even)
    expect(Math.round(first?.fitScore ?? 0)).toBe(82)
    expect(Math.round(100 * (first?.ready ?? 0))).toBe(73)
    const share = readyShare(5, 5, 0.4)
    expect(
      [share?.lower, share?.mean, share?.upper].map((x) => Math.round(100 * (x ?? 0))),
    ).toEqual([48, 73, 93])
    const third = shortfall([2, 3, 0, 0, 0], even)
    expect(Math.round(third?.fitScore ?? 0)).toBe(38)
  })

  test('intervals contain their estimate, inside their scale', () => {
    fc.assert(
      fc.property(counts5, counts4, counts5, (fitCounts, demandCounts, reference) => {
        const shares = prior(reference)
        const fit = shortfall(fitCounts, shares)
        const demand = importance(demandCounts, [0.25, 0.25, 0.25, 0.25])
        const share = readyShare((fitCounts[3] ?? 0) + (fitCounts[4] ?? 0), totalOf(fitCounts), 0.4)
        const index = fit && demand && need(demand, fit)
        for (const [estimate, top] of [
          [fit, 1],
          [demand, 1],
          [share, 1],
          [index, 100],
        ] as const) {
          expect(estimate).not.toBeNull()
          if (!estimate) continue
          expect(estimate.lower).toBeLessThanOrEqual(estimate.mean)
          expect(estimate.upper).toBeGreaterThanOrEqual(estimate.mean)
          expect(estimate.lower).toBeGreaterThanOrEqual(0)
          expect(estimate.upper).toBeLessThanOrEqual(top)
        }
      }),
    )
  })

  test('intervals narrow when the same answers come from more employers', () => {
    const even = [0.2, 0.2, 0.2, 0.2, 0.2]
    fc.assert(
      fc.property(
        counts5.filter((counts) => totalOf(counts) >= 5),
        fc.integer({ min: 2, max: 20 }),
        (counts, times) => {
          const more = counts.map((count) => count * times)
          // Against the mean the counts themselves have, so that only evidence grows.
          const own = counts.map((count) => (count + 0.01) / (totalOf(counts) + 0.05))
          const width = (vector: number[]) => {
            const estimate = shortfall(vector, own)
            return estimate ? estimate.upper - estimate.lower : 0
          }
          expect(width(more)).toBeLessThanOrEqual(width(counts) + 1e-12)
          expect(shortfall(more, even)?.variance).toBeLessThanOrEqual(
            (shortfall(counts, even)?.variance ?? 0) + 1e-3,
          )
        },
      ),
    )
  })

  test.each([
    ['the mean of no votes', meanScore([0, 0], [0, 1], [0.5, 0.5], { priorVotes: 0 })],
    ['the mean of less than no vote', meanScore([1, -1], [0, 1], [0.5, 0.5])],
    ['the mean of votes without their scores', meanScore([1], [0, 1], [1])],
    ['a shortfall without a prior', shortfall([0, 0, 0, 5, 5], [0, 0, 0, 0, 0], { priorVotes: 0 })],
    ['a share of nobody', readyShare(1, 0, 0.5)],
    ['a share of what is no number', readyShare(Number.NaN, 5, 0.5)],
    ['a need of what nobody wants', need({ mean: 0, variance: 0 }, { mean: 0.5, variance: 0.01 })],
    ['an interval of six of five', wilson(6, 5, 0.9)],
    ['an interval of none of none', jeffreys(0, 0, 0.9)],
  ])('%s is null', (_, figure) => {
    expect(figure).toBeNull()
  })
})
