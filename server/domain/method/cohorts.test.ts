import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formCohorts } from './cohort-ladder'
import {
  COHORT_DEFAULTS,
  type CohortConfig,
  emptyItem,
  type ItemState,
  type Vote,
} from './cohort-state'
import { type ItemEvent, releaseItem } from './cohorts'

const config: CohortConfig = { ...COHORT_DEFAULTS, scale: 'fit' }
const rate = (employer: string, level = 3, more: Partial<Vote> = {}): ItemEvent => ({
  type: 'rate',
  employer,
  region: 'A',
  sector: 'x',
  level,
  ...more,
})
const withdraw = (employer: string): ItemEvent => ({ type: 'withdraw', employer })
const many = (names: string, more: Partial<Vote> = {}) =>
  [...names].map((name, index) => rate(name, index % 5, more))

function run(releases: [number, ItemEvent[]][], from: ItemState = emptyItem()) {
  let state = from
  return releases.map(([t, events]) => {
    const result = releaseItem(state, events, t, config)
    state = result.state
    return result
  })
}
const last = <T>(list: T[]): T => {
  const found = list.at(-1)
  if (found === undefined) throw new Error('nothing there')
  return found
}

describe('the ladder', () => {
  test('four employers wait, five are published', () => {
    const [first, second] = run([
      [0, many('abcd')],
      [1, [rate('e')]],
    ])
    expect(first?.published).toEqual([])
    expect(first?.waiting).toEqual(['a', 'b', 'c', 'd'])
    expect(second?.published).toMatchObject([
      { cohort: 0, scope: { region: 'A', sector: 'x' }, version: 1, employers: [...'abcde'] },
    ])
  })

  test('a region pools at once, all regions after a quarter', () => {
    const mixed = [...many('abc'), ...many('de', { sector: 'y' }), rate('f', 2, { region: 'B' })]
    const [first, second] = run([
      [0, mixed],
      [1, many('ghij', { region: 'C' })],
    ])
    expect(first?.published).toMatchObject([
      { scope: { region: 'A', sector: null }, employers: [...'abcde'] },
    ])
    expect(second?.published).toMatchObject([
      { scope: { region: null, sector: null }, employers: [...'fghij'] },
    ])
  })

  test('a pool too small takes in the smallest group formed in the same release', () => {
    const [result] = run([
      [0, [...many('abcde'), ...many('fghijk', { sector: 'y' }), rate('z', 1, { sector: 'w' })]],
    ])
    expect(
      result?.published.map(({ scope, employers }) => [scope.sector, employers.join('')]),
    ).toEqual([
      ['y', 'fghijk'],
      [null, 'abcdez'],
    ])
  })

  test('a vote without region joins only a cohort of all', () => {
    const results = run([
      [0, many('abcde', { region: null })],
      [1, []],
    ])
    expect(results[0]?.published).toEqual([])
    expect(results[1]?.published).toMatchObject([{ scope: { region: null, sector: null } }])
  })

  test('no decision looks at a level', () => {
    fc.assert(
      fc.property(histories(), fc.integer({ min: 1, max: 4 }), (history, shift) => {
        const moved = history.map((events) =>
          events.map((event) =>
            event.type === 'rate' ? { ...event, level: (event.level + shift) % 5 } : event,
          ),
        )
        const shape = (all: ItemEvent[][]) =>
          run(all.map((events, t) => [t, events])).map(({ published, waiting }) => [
            published.map(({ employers, scope, version }) => [employers, scope, version]),
            waiting,
          ])
        expect(shape(moved)).toEqual(shape(history))
      }),
      { numRuns: 60 },
    )
  })

  test('the order in which employers stand changes nothing', () => {
    const votes = fc.array(
      fc.record({
        region: fc.constantFrom('A', 'B', null),
        sector: fc.constantFrom('x', 'y', null),
        since: fc.integer({ min: 0, max: 2 }),
      }),
      { maxLength: 24 },
    )
    fc.assert(
      fc.property(votes, fc.integer({ min: 0, max: 4 }), (rows, patience) => {
        const named = rows.map((row, index) => ({ ...row, employer: `e${index}` }))
        const ladder = { k: 5, patienceRegion: patience, patienceAll: patience + 1 }
        expect(formCohorts([...named].reverse(), 2, ladder)).toEqual(formCohorts(named, 2, ladder))
      }),
    )
  })
})

describe('versions', () => {
  test('need five renewals, and then use everybody', () => {
    const results = run([
      [0, [...'abcdef'].map((name) => rate(name, 1))],
      [1, [...'abcd'].map((name) => rate(name, 4))],
      [2, [rate('e', 4)]],
    ])
    expect(results[1]?.published).toEqual([])
    expect(results[2]?.published).toMatchObject([{ version: 2, rawCounts: [0, 1, 0, 0, 5] }])
  })

  test('one employer re-rating five times is one renewal', () => {
    const results = run([
      [0, many('abcde')],
      [1, [1, 2, 3, 4, 0].map((level) => rate('a', level))],
    ])
    expect(results[1]?.published).toEqual([])
  })

  test('nothing is published without an event', () => {
    const results = run([
      [0, many('abcde')],
      [1, []],
      [2, []],
    ])
    expect(results.map((result) => result.published.length)).toEqual([1, 0, 0])
    expect(results[2]?.state).toEqual(results[1]?.state)
  })
})

describe('withdrawal', () => {
  test('a pending vote vanishes', () => {
    const result = last(run([[0, [...many('abcd'), withdraw('a'), rate('e')]]]))
    expect(result.waiting).toEqual(['b', 'c', 'd', 'e'])
  })

  test('a counted level is carried, never renews, and the employer stays out', () => {
    const results = run([
      [0, [...'abcdef'].map((name) => rate(name, 1))],
      [1, [withdraw('a'), rate('a', 4)]],
      [2, [...'bcde'].map((name) => rate(name, 3))],
      [3, [rate('a', 4)]],
      [4, [rate('f', 3)]],
    ])
    expect(results.slice(1, 4).flatMap((result) => result.published)).toEqual([])
    expect(results[4]?.published).toMatchObject([
      { version: 2, employers: [...'bcdef'], carriedVotes: 1, rawCounts: [0, 1, 0, 5, 0] },
    ])
    expect(results[4]?.waiting).toEqual([])
  })

  test('an attacker in a loop never makes a version or a second cohort', () => {
    const results = run([
      [0, many('abcde')],
      ...Array.from({ length: 15 }, (_, index): [number, ItemEvent[]] => [
        index + 1,
        [rate('a', index % 5), withdraw('a'), rate('a', (index + 1) % 5), ...many('vwxy')],
      ]),
    ])
    expect(results.slice(1).flatMap((result) => result.published)).toEqual([])
  })
})

describe('the end of a cohort', () => {
  test('comes when its last version is older than sixteen quarters; then members may rate anew', () => {
    const results = run([
      [0, many('abcde')],
      [16, [rate('a', 4)]],
      [17, []],
      [18, many('bcde')],
    ])
    expect(results[1]?.dissolved).toEqual([])
    expect(results[2]).toMatchObject({ dissolved: [0], waiting: ['a'], published: [] })
    expect(results[3]?.published).toMatchObject([
      { cohort: 1, version: 1, employers: [...'abcde'] },
    ])
  })

  test('a hidden cohort is never published again and keeps its members', () => {
    const [first] = run([[0, many('abcde')]])
    const state = last([first])?.state ?? emptyItem()
    const hidden = {
      ...state,
      cohorts: state.cohorts.map((cohort) => ({ ...cohort, hidden: true })),
    }
    const results = run(
      [
        [1, many('abcde')],
        [2, many('fghij')],
      ],
      hidden,
    )
    expect(results[0]).toMatchObject({ published: [], waiting: [] })
    expect(results[1]?.published).toMatchObject([{ cohort: 1, employers: [...'fghij'] }])
  })
})

describe('impossible states stop the item', () => {
  const good = run([[0, many('abcde')]])[0]?.state ?? emptyItem()
  const member = { employer: 'a', level: 2, renewal: null }
  const broken = (change: object): ItemState => ({
    ...good,
    cohorts: good.cohorts.map((cohort) => ({ ...cohort, ...change })),
  })
  test.each([
    [
      'a level outside the scale',
      broken({ members: good.cohorts[0]?.members.map((m) => ({ ...m, level: 7 })) }),
    ],
    ['too few votes', broken({ members: [member] })],
    ['carried counts of another scale', broken({ carried: [0, 0, 0, 0] })],
    ['carried counts below nothing', broken({ carried: [0, 0, 0, 0, -1] })],
    ['an employer in two cohorts', { ...good, cohorts: [...good.cohorts, ...good.cohorts] }],
    [
      'a pending vote of a member',
      { ...good, pending: [{ employer: 'a', region: 'A', sector: 'x', level: 1, since: 0 }] },
    ],
    [
      'an employer pending twice',
      {
        ...good,
        pending: [1, 2].map((level) => ({
          employer: 'z',
          region: 'A',
          sector: 'x',
          level,
          since: 0,
        })),
      },
    ],
  ])('%s', (_, state) => {
    expect(() => releaseItem(state, [], 1, config)).toThrow(RangeError)
  })

  test.each([5, -1, 1.5, Number.NaN])('an event with level %d, outside the scale', (level) => {
    expect(() => releaseItem(emptyItem(), [rate('a', level)], 0, config)).toThrow(RangeError)
  })
})

/** Random histories of up to ten releases over two regions and two sectors. */
function histories(): fc.Arbitrary<ItemEvent[][]> {
  const event: fc.Arbitrary<ItemEvent> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        type: fc.constant('rate' as const),
        employer: fc.constantFrom(...'abcdefghijklmnop'),
        region: fc.constantFrom('A', 'B'),
        sector: fc.constantFrom('x', 'y'),
        level: fc.integer({ min: 0, max: 4 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('withdraw' as const),
        employer: fc.constantFrom(...'abcdefghijklmnop'),
      }),
    },
  )
  return fc.array(fc.array(event, { maxLength: 12 }), { maxLength: 10 })
}

test('every version of every history keeps the promises of METHOD §8', () => {
  fc.assert(
    fc.property(histories(), (history) => {
      const home = new Map<string, number>()
      const sizes = new Map<number, number>()
      for (const { published } of run(history.map((events, t) => [t, events]))) {
        for (const version of published) {
          const n = version.employers.length + version.carriedVotes
          expect(version.counts.reduce((sum, count) => sum + count, 0)).toBe(n)
          expect(n).toBeGreaterThanOrEqual(5)
          expect(Math.max(...version.counts)).toBeLessThanOrEqual(n - 2)
          expect(new Set(version.employers).size).toBe(version.employers.length)
          expect(sizes.get(version.cohort) ?? n).toBe(n)
          sizes.set(version.cohort, n)
          for (const employer of version.employers) {
            expect(home.get(employer) ?? version.cohort).toBe(version.cohort)
            home.set(employer, version.cohort)
          }
        }
      }
    }),
    { numRuns: 200 },
  )
})
