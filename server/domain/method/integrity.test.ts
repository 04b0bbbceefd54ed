import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Arrival,
  burst,
  givenAnew,
  invitedDiffer,
  isUniformAndFast,
  meanLevel,
  sharing,
} from './integrity'

const hour = 3_600_000
const arrival = (employer: string, hours: number, more: Partial<Arrival> = {}): Arrival => ({
  employer,
  at: hours * hour,
  cycleId: null,
  confirmed: true,
  ...more,
})

describe('a burst', () => {
  test.each([
    ['two new employers', [arrival('a', 0), arrival('b', 1)], []],
    ['three in 23 hours', [arrival('a', 0), arrival('b', 1), arrival('c', 23)], ['a', 'b', 'c']],
    ['three in 24 hours', [arrival('a', 0), arrival('b', 1), arrival('c', 24)], []],
    ['one employer three times', [arrival('a', 0), arrival('a', 1), arrival('a', 2)], []],
    [
      'those near each other only',
      [arrival('a', 0), arrival('b', 30), arrival('c', 31), arrival('d', 32)],
      ['b', 'c', 'd'],
    ],
    [
      'confirmed employers invited to one cycle',
      ['a', 'b', 'c', 'd', 'e'].map((id) => arrival(id, 1, { cycleId: 'spring' })),
      [],
    ],
    [
      'unconfirmed ones invited to one cycle',
      ['a', 'b', 'c'].map((id) => arrival(id, 1, { cycleId: 'spring', confirmed: false })),
      ['a', 'b', 'c'],
    ],
    [
      'three cycles at once',
      ['a', 'b', 'c'].map((id) => arrival(id, 1, { cycleId: `cycle of ${id}` })),
      ['a', 'b', 'c'],
    ],
  ])('%s', (_, arrivals, expected) => {
    expect([...burst(arrivals)].sort()).toEqual(expected)
  })
})

test('a burst is found whatever the order, and everybody in it', () => {
  const one = fc.record({
    employer: fc.constantFrom(...'abcdef'),
    at: fc.integer({ min: 0, max: 80 }).map((hours) => hours * hour),
    cycleId: fc.constantFrom(null, 'spring'),
    confirmed: fc.boolean(),
  })
  const party = ({ employer, cycleId, confirmed }: Arrival) =>
    confirmed && cycleId ? 'invited together' : employer
  fc.assert(
    fc.property(fc.array(one, { maxLength: 12 }), (arrivals) => {
      const expected = new Set<string>()
      for (const first of arrivals) {
        const within = arrivals.filter(({ at }) => at >= first.at && at - first.at < 24 * hour)
        if (new Set(within.map(party)).size < 3) continue
        for (const { employer } of within) expected.add(employer)
      }
      expect(burst(arrivals)).toEqual(expected)
      expect(burst(arrivals.toReversed())).toEqual(expected)
    }),
  )
})

describe('a shared network or device', () => {
  const at = (key: string, employer: string, more: Partial<Arrival> = {}) => ({
    ...arrival(employer, 0, more),
    key,
  })
  test.each([
    ['two employers', [at('x', 'a'), at('x', 'b')], ['a', 'b']],
    ['two places', [at('x', 'a'), at('y', 'b')], []],
    ['one employer’s people', [at('x', 'a'), at('x', 'a')], []],
    [
      'confirmed employers of one cycle',
      [at('x', 'a', { cycleId: 'spring' }), at('x', 'b', { cycleId: 'spring' })],
      [],
    ],
    [
      'employers of two cycles',
      [at('x', 'a', { cycleId: 'spring' }), at('x', 'b', { cycleId: 'autumn' })],
      ['a', 'b'],
    ],
  ])('%s', (_, arrivals, expected) => {
    expect([...sharing('network', arrivals)].sort()).toEqual(expected)
  })

  test('of a device counts for confirmed employers of one cycle too, and not for one employer’s people', () => {
    const together = ['a', 'b'].map((id) => at('x', id, { cycleId: 'spring' }))
    expect([...sharing('device', together)].sort()).toEqual(['a', 'b'])
    expect(sharing('device', [at('x', 'a'), at('x', 'a', { cycleId: 'spring' })]).size).toBe(0)
  })
})

test.each([
  ['33333333', 2.9, true],
  ['33333333', 3, false],
  ['33333333', null, false],
  ['3333333', 1, false],
  ['3333333x', 1, false],
  ['333x33333-', 1, true],
  ['33333332', 1, false],
  ['333333332', 1, true],
  ['4444000033333333', 1, true],
  ['2222222333333', 1, false],
])('%s in %s seconds each is uniform and fast: %s', (packed, seconds, expected) => {
  expect(isUniformAndFast(packed, seconds)).toBe(expected)
})

test('what stands as the Send before had it is not given anew', () => {
  expect(givenAnew('33333333', null)).toBe('33333333')
  expect(givenAnew('33333334', '33333333')).toBe('-------4')
  expect(givenAnew('3333-', '')).toBe('3333-')
})

test.each([
  ['far apart', [4, 4, 4, 3, 4], [1, 2, 1, 1, 2], true],
  ['lower, not higher', [1, 2, 1, 1, 2], [4, 4, 4, 3, 4], false],
  ['near each other', [3, 2, 3, 4, 3], [2, 3, 3, 2, 4], false],
  ['four only', [4, 4, 4, 4], [1, 1, 1, 1, 1], false],
  ['without spread', [4, 4, 4, 4, 4], [3, 3, 3, 3, 3], true],
  ['equal and without spread', [3, 3, 3, 3, 3], [3, 3, 3, 3, 3], false],
])('invited against independent employers, %s', (_, invited, independent, expected) => {
  expect(invitedDiffer(invited, independent)).toBe(expected)
})

test('means leave out what is no level', () => {
  expect(meanLevel('42x-')).toBe(3)
  expect(meanLevel('xx--')).toBeNull()
})
