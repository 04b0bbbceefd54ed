import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { betaQuantile } from '@/server/domain/method/beta'
import { PRIOR_VOTES } from '@/server/domain/method/counts'
import { FIT_SHORTFALL, IMPORTANCE_SCORE } from '@/server/domain/scales'
import { type MapItem, mapRow } from './maps'
import { type WorkedScale, workedSteps } from './worked-example'

const levels = (length: number, min = 0) =>
  fc.array(fc.integer({ min, max: 9 }), { minLength: length, maxLength: length })
/** Five employers at least, as every published cohort has. */
const cohorts = (length: number) =>
  fc.array(fc.record({ ageQuarters: fc.integer({ min: 0, max: 18 }), counts: levels(length, 2) }), {
    maxLength: 4,
  })
const items: fc.Arbitrary<MapItem> = fc.record({
  key: fc.constant('k'),
  fit: cohorts(5),
  importance: fc.record({ scope: fc.constant('filter' as const), cohorts: cohorts(4) }),
  reference: fc.record({ fit: levels(5), importance: levels(4, 5) }),
  claims: fc.constant([]),
})
const nowhere = () => ({ region: null, sector: null, release: 1 })

describe('how a number was made', () => {
  it('leads from the published counts to every figure of the row, each step from the one before', () => {
    fc.assert(
      fc.property(items, (item) => {
        const row = mapRow(item, true)
        const { fit, importance, need, above } = workedSteps(item, nowhere)
        expect([fit === null, importance === null]).toEqual([
          row.fit === null,
          row.importance === null,
        ])
        if (fit && row.fit) {
          check(fit, FIT_SHORTFALL)
          expect(100 * (1 - fit.mean)).toBeCloseTo(row.fit.score, 9)
          expect(100 * (1 - fit.upper)).toBeCloseTo(row.fit.lower, 9)
          const { a, b, mean, lower, upper } = fit.ready
          expect(a).toBeCloseTo(fit.ready.votes + PRIOR_VOTES * fit.ready.prior, 9)
          expect(a + b).toBeCloseTo(fit.votes + PRIOR_VOTES, 9)
          expect(mean).toBeCloseTo(a / (a + b), 9)
          expect(lower).toBeCloseTo(betaQuantile(0.05, a, b) ?? -1, 9)
          expect(upper).toBeCloseTo(betaQuantile(0.95, a, b) ?? -1, 9)
          expect(mean).toBe(row.fit.ready.mean)
          expect(fit.employers).toBe(row.fit.employers)
        }
        if (importance && row.importance) {
          check(importance, IMPORTANCE_SCORE)
          expect(100 * importance.mean).toBeCloseTo(row.importance.score, 9)
        }
        if (fit && importance) {
          expect(need?.mean).toBeCloseTo(100 * importance.mean * fit.mean, 9)
          expect(need?.mean).toBe(row.need?.value)
          expect(above === null).toBe(row.word === 'none')
        }
      }),
    )
  })
})

function check(scale: WorkedScale, scores: readonly number[]): void {
  const summed = scores.map((_, level) =>
    scale.groups.reduce((sum, { weight, counts }) => sum + weight * (counts[level] ?? 0), 0),
  )
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  for (const [level, votes] of scale.faded.entries()) {
    expect(votes).toBeCloseTo(summed[level] ?? -1, 9)
    expect(scale.alpha[level]).toBeCloseTo(votes + PRIOR_VOTES * (scale.prior[level] ?? -1), 9)
  }
  expect(scale.votes).toBeCloseTo(sum(summed), 9)
  expect(sum(scale.prior)).toBeCloseTo(1, 9)
  const total = sum(scale.alpha)
  const moment = (power: number) =>
    sum(scale.alpha.map((alpha, level) => (alpha / total) * (scores[level] ?? 0) ** power))
  expect(scale.mean).toBeCloseTo(moment(1), 9)
  expect(scale.variance).toBeCloseTo((moment(2) - moment(1) ** 2) / (total + 1), 9)
  expect(scale.phi).toBeCloseTo((scale.mean * (1 - scale.mean)) / scale.variance - 1, 6)
  const bound = (p: number) =>
    betaQuantile(p, scale.mean * scale.phi, (1 - scale.mean) * scale.phi) ?? -1
  expect(scale.lower).toBeCloseTo(bound(0.05), 9)
  expect(scale.upper).toBeCloseTo(bound(0.95), 9)
}
