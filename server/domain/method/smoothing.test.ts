import { describe, expect, test } from 'vitest'
import { smooth } from './smoothing'

/** Every vector of n votes over `levels` levels. */
function vectors(n: number, levels: number): number[][] {
  if (levels === 1) return [[n]]
  return Array.from({ length: n + 1 }, (_, first) => first).flatMap((first) =>
    vectors(n - first, levels - 1).map((rest) => [first, ...rest]),
  )
}

const CASES = [4, 5].flatMap((levels) => [5, 6, 7, 8, 9].map((n) => [n, levels] as const))

describe('near-unanimity smoothing, every vector', () => {
  test.each(CASES)('n = %i over %i levels', (n, levels) => {
    for (const raw of vectors(n, levels)) {
      const out = smooth(raw)
      expect(out.reduce((sum, count) => sum + count, 0)).toBe(n)
      expect(Math.max(...out)).toBeLessThanOrEqual(n - 2)
      expect(Math.min(...out)).toBeGreaterThanOrEqual(0)
      expect(smooth(out)).toEqual(out)
      const modal = raw.indexOf(Math.max(...raw))
      out.forEach((count, level) => {
        if (level !== modal) expect(count).toBeGreaterThanOrEqual(raw[level] ?? 0)
      })
    }
  })

  test.each(CASES)('one insider cannot fix any other vote: n = %i over %i levels', (n, levels) => {
    const truths = new Map<string, number[][]>()
    for (const raw of vectors(n, levels)) {
      const key = smooth(raw).join()
      truths.set(key, [...(truths.get(key) ?? []), raw])
    }
    for (const possible of truths.values()) {
      for (let own = 0; own < levels; own++) {
        const rest = possible
          .filter((raw) => (raw[own] ?? 0) > 0)
          .map((raw) => raw.map((count, level) => (level === own ? count - 1 : count)))
        if (rest.length === 0) continue
        const feasible = new Set(
          rest.flatMap((raw) => raw.flatMap((count, level) => (count > 0 ? [level] : []))),
        )
        expect(feasible.size).toBeGreaterThanOrEqual(2)
      }
    }
  })

  test.each([
    ['four votes', [0, 0, 0, 4, 0]],
    ['two levels', [5, 0]],
    ['half a vote', [2.5, 2.5, 0]],
    ['less than no vote', [-1, 6, 0, 0]],
    ['what is no number', [Number.NaN, 5, 0]],
  ])('refuses %s, which is no cohort', (_, bad) => {
    expect(() => smooth(bad)).toThrow(RangeError)
  })
})
