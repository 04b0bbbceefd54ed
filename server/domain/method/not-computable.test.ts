import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agreement } from './agreement'
import { alphaOrdinal } from './alpha'
import { betaQuantile, betaTail, matchedBeta } from './beta'
import { borich } from './borich'
import { compare } from './comparisons'
import { prior } from './counts'
import { importance, meanScore, need, readyShare, shortfall } from './estimates'
import { icc1, reliabilityOfMean, shroutFleiss } from './icc'
import { jeffreys, wilson } from './intervals'
import { normalQuantile, normalTail } from './normal'
import { quadrant } from './quadrants'
import { kish, postStratify } from './weights'

const hostile = fc.oneof(
  fc.integer({ min: -2, max: 12 }),
  fc.double({ min: -3, max: 30 }),
  fc.constantFrom(
    0,
    1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    1e-300,
    1e300,
  ),
)
const vector = fc.array(hostile, { maxLength: 6 })
const matrix = fc.array(vector, { maxLength: 5 })

const FUNCTIONS: Record<string, (numbers: number[], rows: number[][]) => unknown> = {
  betaQuantile: ([p = 0, a = 0, b = 0]) => betaQuantile(p, a, b),
  betaTail: ([x = 0, a = 0, b = 0]) => betaTail(x, a, b),
  matchedBeta: ([mean = 0, variance = 0]) => matchedBeta(mean, variance),
  normalQuantile: ([p = 0]) => normalQuantile(p),
  normalTail: ([z = 0]) => normalTail(z),
  wilson: ([x = 0, n = 0, level = 0.9]) => wilson(x, n, level),
  jeffreys: ([x = 0, n = 0, level = 0.9]) => jeffreys(x, n, level),
  readyShare: ([t = 0, w = 0, pi = 0.5, m = 4]) => readyShare(t, w, pi, { priorVotes: m }),
  shortfall: (counts, [shares = []]) => shortfall(counts, shares),
  importance: (counts, [shares = []]) => importance(counts, shares),
  shortfallOfPrior: (counts, [reference = []]) => shortfall(counts, prior(reference)),
  meanScore: (counts, [scores = [], shares = []]) => meanScore(counts, scores, shares),
  need: ([a = 0, b = 0, c = 0, d = 0]) => need({ mean: a, variance: b }, { mean: c, variance: d }),
  quadrant: ([a = 0, b = 0, c = 0, d = 0]) =>
    quadrant({ mean: a, variance: b }, { mean: c, variance: d }),
  compare: ([a = 0, b = 0, c = 0, d = 0]) =>
    compare({ mean: a, variance: b }, { mean: c, variance: d }),
  agreement: (counts) => agreement(counts),
  alphaOrdinal: (_, rows) => alphaOrdinal(rows),
  icc1: (_, rows) => icc1(rows),
  shroutFleiss: (_, rows) => shroutFleiss(rows),
  reliabilityOfMean: ([icc = 0, n = 0]) => reliabilityOfMean(icc, n),
  borich: (wanted, [seen = []]) => borich(wanted, seen),
  kish: (weights) => kish(weights),
  postStratify: (shares, rows) =>
    postStratify(
      shares.map((share, index) => ({ share, counts: rows[index] ?? [] })),
      [0, 1, 2, 3, 4, 5],
    ),
}

test.each(Object.keys(FUNCTIONS))('%s is null where it is not computable, never NaN', (name) => {
  fc.assert(
    fc.property(vector, matrix, (numbers, rows) => {
      expect(strange(FUNCTIONS[name]?.(numbers, rows))).toEqual([])
    }),
    { numRuns: 400 },
  )
})

/** Numbers anywhere inside a result that are not finite. */
function strange(value: unknown): unknown[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [value]
  if (Array.isArray(value)) return value.flatMap(strange)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(strange)
  return []
}
