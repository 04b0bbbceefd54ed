import { describe, expect, test } from 'vitest'
import { agreement } from './agreement'
import { alphaIsShown, alphaOrdinal, krippendorffAlpha } from './alpha'
import { borich } from './borich'
import { compare, tiers } from './comparisons'
import { coverage } from './coverage'
import { icc1, reliabilityOfMean, shroutFleiss } from './icc'
import { isConspicuous, severity } from './severity'
import { kish, postStratify } from './weights'

describe('agreement words', () => {
  test('agree, vary, split', () => {
    expect(agreement([0, 0, 1, 5, 1])?.word).toBe('agree')
    expect(agreement([1, 1, 2, 2, 1])?.word).toBe('vary')
    expect(agreement([3, 0, 0, 0, 3])?.word).toBe('split')
    expect(agreement([3, 0, 0, 3])?.word).toBe('split')
  })

  test('the border itself agrees: whole numbers decide', () => {
    // 6 × sum|x - median| = c × n exactly: 5 employers, 5 levels, deviations summing to 25/6 do not occur;
    // 6 employers with deviations 5 do.
    expect(agreement([0, 2, 1, 3, 0])).toMatchObject({ adMedian: 5 / 6, adAcceptable: true })
  })

  test('fewer than five votes say nothing', () => {
    expect(agreement([0, 0, 2, 2, 0])).toBeNull()
    expect(agreement([0.5, 0, 2, 2.5, 1])).toBeNull()
  })
})

describe('reliability', () => {
  test('alpha is null without pairs or variation', () => {
    expect(alphaOrdinal([[1, 0, 0, 0, 0]])).toBeNull()
    expect(
      alphaOrdinal([
        [2, 0],
        [3, 0],
      ]),
    ).toBeNull()
    expect(alphaOrdinal([])).toBeNull()
    expect(
      alphaOrdinal([
        [2, 0],
        [0, 3],
      ]),
    ).toBe(1)
    expect(krippendorffAlpha([[1, 1]], [0, 1], 'nominal')).toBe(0)
  })

  test('alpha is shown from five rated competencies', () => {
    expect(
      alphaIsShown([
        [1, 1],
        [2, 0],
        [0, 2],
        [1, 1],
      ]),
    ).toBe(false)
    expect(
      alphaIsShown([
        [1, 1],
        [2, 0],
        [0, 2],
        [1, 1],
        [5, 5],
      ]),
    ).toBe(true)
  })

  test('icc is null where there is nothing to compare', () => {
    expect(icc1([[1, 1]])).toBeNull()
    expect(
      icc1([
        [1, 0],
        [0, 1],
      ]),
    ).toBeNull()
    expect(
      icc1([
        [3, 0],
        [3, 0],
      ]),
    ).toBeNull()
    expect(shroutFleiss([[1, 2]])).toBeNull()
    expect(
      shroutFleiss([
        [1, 1],
        [1, 1],
      ]),
    ).toBeNull()
    expect(reliabilityOfMean(0.2, 5)).toBeCloseTo(5 / 9, 12)
  })
})

describe('comparing', () => {
  test('says higher only when it is nine in ten sure', () => {
    expect(compare({ mean: 0.9, variance: 0.001 }, { mean: 0.5, variance: 0.001 })?.verdict).toBe(
      'higher',
    )
    expect(compare({ mean: 0.5, variance: 0.001 }, { mean: 0.9, variance: 0.001 })?.verdict).toBe(
      'lower',
    )
    expect(compare({ mean: 0.6, variance: 0.01 }, { mean: 0.5, variance: 0.01 })?.verdict).toBe(
      'unclear',
    )
    expect(compare({ mean: 1, variance: 0 }, { mean: 0, variance: 0 })).toBeNull()
  })

  test('tiers hold what cannot be told apart from their first entry', () => {
    const entry = (mean: number) => ({ mean, variance: 0.001 })
    expect(tiers([entry(0.2), entry(0.9), entry(0.88), entry(0.22)])).toEqual([
      [entry(0.9), entry(0.88)],
      [entry(0.22), entry(0.2)],
    ])
    expect(tiers([])).toEqual([])
  })
})

describe('what has nothing to work on is null', () => {
  test.each([
    ['the weight of nobody', kish([])],
    ['weights of nought', kish([0, 0])],
    ['strata that are not there', postStratify([], [0, 1])],
    ['a stratum without votes', postStratify([{ share: 1, counts: [0, 0] }], [0, 1])],
    [
      'the error of a single vote',
      postStratify([{ share: 1, counts: [0, 1] }], [0, 1])?.standardError,
    ],
    ['Borich of nothing', borich([], [])],
    ['Borich of unequal lists', borich([1], [1, 2])],
    ['severity of nobody', severity([], 1, 1)],
    ['severity of a stranger', severity([{ employer: 2, credential: 0, meanLevel: 1 }], 1, 1)],
    ['what nobody confirms', coverage([{ id: 'a', level: 1 }], []).confirmed],
  ])('%s', (_, figure) => {
    expect(figure).toBeNull()
  })
})

test.each([
  [-1.2, 3, true],
  [1.2, 3, true],
  [1, 3, false],
  [1.2, 2, false],
])('an employer %d levels off on %i credentials is looked at: %s', (leniency, rated, looked) => {
  expect(isConspicuous(leniency, rated)).toBe(looked)
})
