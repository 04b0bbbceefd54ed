import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { betaQuantile, betaTail, matchedBeta } from './beta'
import { normalQuantile, normalTail } from './normal'

const shape = fc.double({ min: 0.05, max: 5000, noNaN: true })
const probability = fc.double({ min: 0.0001, max: 0.9999, noNaN: true })

describe('the Beta distribution', () => {
  test('quantiles agree with closed forms to 1e-12', () => {
    for (const p of [1e-6, 0.05, 0.3, 0.5, 0.9, 0.95, 0.999999]) {
      for (const s of [0.1, 0.5, 1, 2.5, 7, 40, 900]) {
        expect(betaQuantile(p, s, 1)).toBeCloseTo(p ** (1 / s), 12)
        expect(betaQuantile(p, 1, s)).toBeCloseTo(-Math.expm1(Math.log1p(-p) / s), 12)
      }
      expect(betaQuantile(p, 0.5, 0.5)).toBeCloseTo(Math.sin((Math.PI * p) / 2) ** 2, 12)
    }
  })

  test('quantile and tail undo each other, and mirror', () => {
    fc.assert(
      fc.property(probability, shape, shape, (p, a, b) => {
        const x = betaQuantile(p, a, b) ?? Number.NaN
        // Nearer the ends one step of a double moves the tail by more than this.
        if (x > 1e-4 && x < 1 - 1e-4) expect(betaTail(x, a, b)).toBeCloseTo(p, 9)
        expect(betaQuantile(1 - p, b, a)).toBeCloseTo(1 - x, 11)
      }),
    )
  })

  test('a tail from whole shapes is a binomial sum', () => {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k)
    for (const [a, b] of [
      [1, 5],
      [3, 4],
      [9, 2],
      [12, 12],
    ] as const) {
      for (const x of [0.01, 0.2, 0.5, 0.77, 0.99]) {
        const n = a + b - 1
        let sum = 0
        for (let j = a; j <= n; j++) sum += choose(n, j) * x ** j * (1 - x) ** (n - j)
        expect(betaTail(x, a, b)).toBeCloseTo(sum, 13)
      }
    }
  })

  test.each([
    ['a quantile with a parameter of nought', betaQuantile(0.5, 0, 1)],
    ['a quantile with a parameter that is no number', betaQuantile(0.5, 1, Number.NaN)],
    ['a quantile beyond one', betaQuantile(1.5, 1, 1)],
    ['a quantile with a parameter without end', betaQuantile(0.5, Number.POSITIVE_INFINITY, 1)],
    ['a tail from what is no number', betaTail(Number.NaN, 1, 1)],
    ['a match to a mean of nought', matchedBeta(0, 0.1)],
    ['a match to no variance', matchedBeta(0.5, 0)],
    ['a match to the variance of a coin', matchedBeta(0.5, 0.25)],
    ['a normal tail from what is no number', normalTail(Number.NaN)],
    ['the normal quantile of nought', normalQuantile(0)],
  ])('%s is null, never NaN', (_, figure) => {
    expect(figure).toBeNull()
  })

  test('quantiles end where the distribution does', () => {
    expect(betaQuantile(0, 2, 2)).toBe(0)
    expect(betaQuantile(1, 2, 2)).toBe(1)
  })
})

describe('the normal distribution', () => {
  test('known values', () => {
    expect(normalTail(0)).toBe(0.5)
    expect(normalTail(1.959963984540054)).toBeCloseTo(0.975, 14)
    expect(normalTail(-8)).toBeCloseTo(6.22096057427178e-16, 28)
    expect(normalTail(Number.POSITIVE_INFINITY)).toBe(1)
    expect(normalQuantile(0.95)).toBeCloseTo(1.6448536269514722, 13)
  })

  test('quantile and tail undo each other', () => {
    fc.assert(
      fc.property(probability, (p) => {
        expect(normalTail(normalQuantile(p) ?? Number.NaN)).toBeCloseTo(p, 13)
      }),
    )
  })
})
