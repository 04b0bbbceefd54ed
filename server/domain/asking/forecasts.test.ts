import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { chancesOf, expectedGroups, forecastPublishable, invitationsNeeded } from './forecasts'
import { planPackets } from './packets'

const ids = (n: number, prefix: string) => Array.from({ length: n }, (_, i) => `${prefix}${i}`)

function forecast(length: number, confirmed: number, unconfirmed = 0) {
  const competencies = ids(length, 'c')
  const employers = [
    ...ids(confirmed, 'e').map((id) => ({ id, confirmed: true, region: 'r1', sector: '33' })),
    ...ids(unconfirmed, 'u').map((id) => ({ id, confirmed: false, region: 'r1', sector: null })),
  ]
  const packets = planPackets({ competencies, employers, seed: 's' })
  return forecastPublishable({ competencies, employers, packets, byIndustry: false })
}

test.each([
  [0, 0, 0],
  [4, 0, 0],
  [5, 0.17, 0.02],
  [8, 0.81, 0.31],
  [12, 0.99, 0.76],
])('of %i invited a line is published with probability %f, of fit %f', (asked, importance, fit) => {
  expect(chancesOf(asked).importance).toBeCloseTo(importance, 2)
  expect(chancesOf(asked).fit).toBeCloseTo(fit, 2)
})

test('eight are to be invited for importance and twelve for fit', () => {
  expect(invitationsNeeded()).toEqual({ importance: 8, fit: 12 })
})

test('one more employer never lowers a chance, and a chance stays one', () => {
  fc.assert(
    fc.property(fc.nat(3000), (asked) => {
      const [before, after] = [chancesOf(asked), chancesOf(asked + 1)]
      for (const side of ['importance', 'fit'] as const) {
        expect(after[side]).toBeGreaterThanOrEqual(before[side])
        expect(after[side]).toBeLessThanOrEqual(1)
      }
    }),
  )
})

describe('the forecast', () => {
  it.each([
    { length: 12, confirmed: 12, likely: [12, 12], add: null, shortenTo: null },
    { length: 12, confirmed: 8, likely: [12, 0], add: [0, 4], shortenTo: null },
    { length: 12, confirmed: 0, likely: [0, 0], add: [8, 12], shortenTo: null },
    { length: 20, confirmed: 12, likely: [12, 12], add: [9, 9], shortenTo: 12 },
    { length: 20, confirmed: 21, likely: [20, 20], add: null, shortenTo: null },
    { length: 40, confirmed: 28, likely: [40, 0], add: [0, 12], shortenTo: 28 },
  ])('for $length competencies and $confirmed confirmed employers', (row) => {
    const { likely, advice } = forecast(row.length, row.confirmed)
    expect([likely.importance, likely.fit]).toEqual(row.likely)
    expect(advice && [advice.addConfirmed.importance, advice.addConfirmed.fit]).toEqual(row.add)
    expect(advice?.shortenTo ?? null).toBe(row.shortenTo)
  })

  it('does not count employers that nobody has confirmed', () => {
    expect(forecast(12, 6, 20)).toMatchObject({
      confirmed: 6,
      unconfirmed: 20,
      likely: { importance: 0, fit: 0 },
    })
  })

  it('gives advice that works when it is followed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 60 }), (length, n) => {
        const { advice } = forecast(length, n)
        if (!advice) return
        expect(forecast(length, n + advice.addConfirmed.fit).advice).toBeNull()
        const important = forecast(length, n + advice.addConfirmed.importance).likely.importance
        expect(important).toBe(length)
        if (advice.shortenTo) expect(forecast(advice.shortenTo, n).advice).toBeNull()
      }),
    )
  })
})

const at = (region: string | null, sector: string | null, count: number) =>
  Array.from({ length: count }, () => ({ region, sector }))
const group = (region: string | null, sector: string | null, employers: number) => ({
  region,
  sector,
  employers,
})

/** Of ten invited seven answer, of fifteen ten. */
test.each([
  ['one group a region', at('n', '33', 20), false, [group('n', null, 14)]],
  ['a region of too few waits', at('n', '33', 7), false, []],
  [
    'the rest of all regions together',
    [...at('n', '33', 10), ...at('s', '33', 6), ...at(null, null, 3)],
    false,
    [group('n', null, 7), group(null, null, 6)],
  ],
  ['a sector of ten alone, the rest waits', at('n', '33', 15), true, [group('n', '33', 10)]],
  [
    'a sector alone, the rest of ten beside it',
    [...at('n', '33', 15), ...at('n', '62', 15)],
    true,
    [group('n', '33', 10), group('n', '62', 10)],
  ],
  [
    'a rest of ten',
    [...at('n', '33', 15), ...at('n', '62', 14), ...at('n', '48', 1)],
    true,
    [group('n', '33', 10), group('n', null, 11)],
  ],
  [
    'a rest of five takes in the smallest sector',
    [...at('n', '33', 20), ...at('n', '62', 15), ...at('n', '48', 8)],
    true,
    [group('n', '33', 14), group('n', null, 16)],
  ],
  [
    'no sector of ten is one group',
    [...at('n', '33', 9), ...at('n', '62', 9)],
    true,
    [group('n', null, 12)],
  ],
])('%s', (_name, employers, byIndustry, groups) => {
  expect(expectedGroups(employers, byIndustry)).toEqual(groups)
})

test('no group is smaller than five, and none counts more than answered', () => {
  const somewhere = fc.record({
    region: fc.constantFrom('n', 's', null),
    sector: fc.constantFrom('33', '62', null),
  })
  fc.assert(
    fc.property(fc.array(somewhere, { maxLength: 90 }), fc.boolean(), (employers, byIndustry) => {
      const groups = expectedGroups(employers, byIndustry)
      for (const { employers: n, sector } of groups) {
        expect(n).toBeGreaterThanOrEqual(sector === null ? 5 : 10)
      }
      const total = groups.reduce((sum, each) => sum + each.employers, 0)
      expect(total).toBeLessThanOrEqual(employers.length * 0.7 + 1e-9)
    }),
  )
})
