import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formCycleCohorts } from './cohort-ladder'
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

function run(releases: [number, ItemEvent[]][], from: ItemState = emptyItem()) {
  let state = from
  return releases.map(([t, events]) => {
    const result = releaseItem(state, events, t, config)
    state = result.state
    return result
  })
}

describe('the run after a cycle closes', () => {
  const close = (turn = 'c', byIndustry = false): ItemEvent => ({ type: 'close', turn, byIndustry })
  /** So many employers of one place, in the turn of a cycle, and waiting for the next quarter. */
  const asked = (count: number, more: Partial<Vote> = {}): ItemEvent[] =>
    Array.from({ length: count }, (_, index) =>
      rate(
        `${more.region === null ? '-' : (more.region ?? 'A')}${more.sector ?? 'x'}${String(index).padStart(2, '0')}`,
        index % 5,
        {
          turn: 'c',
          since: 1,
          ...more,
        },
      ),
    )
  const groups = (events: ItemEvent[]) =>
    run([[0, events]])[0]?.published.map(({ scope, employers }) => [
      scope.region,
      scope.sector,
      employers.length,
    ])
  const x = (count: number) => asked(count)
  const y = (count: number) => asked(count, { sector: 'y' })
  const b = (count: number) => asked(count, { region: 'B' })

  const expectGroups = (byIndustry: boolean, events: ItemEvent[]) => {
    const all = [...events, close('c', byIndustry)]
    const [result] = run([[0, all]])
    return expect([groups(all), result?.waiting.length])
  }

  test.each<[string, ItemEvent[], [string | null, string | null, number][], number]>([
    ['four wait', x(4), [], 4],
    ['five are a group', x(5), [['A', null, 5]], 0],
    [
      'a board of twelve is one group, not five and seven',
      [...x(5), ...y(7)],
      [['A', null, 12]],
      0,
    ],
    [
      'regions stay apart',
      [...x(5), ...b(6)],
      [
        ['A', null, 5],
        ['B', null, 6],
      ],
      0,
    ],
    ['what is left of all regions pools', [...x(3), ...b(2)], [[null, null, 5]], 0],
    ['what is left is taken in by no region', [...x(6), ...b(4)], [['A', null, 6]], 4],
    [
      'who has no region joins what is left',
      [...x(4), ...asked(1, { region: null })],
      [[null, null, 5]],
      0,
    ],
  ])('%s', (_, events, expected, waiting) => {
    expectGroups(false, events).toEqual([expected, waiting])
  })

  test.each<[string, ItemEvent[], [string | null, string | null, number][], number]>([
    ['nine of a sector are no group of their own', [...x(9), ...y(9)], [['A', null, 18]], 0],
    [
      'ten are, and a remainder of ten is the region’s',
      [...x(10), ...y(10)],
      [
        ['A', 'x', 10],
        ['A', 'y', 10],
      ],
      0,
    ],
    [
      'a remainder of ten from small sectors',
      [...x(10), ...y(6), ...asked(4, { sector: 'z' })],
      [
        ['A', 'x', 10],
        ['A', null, 10],
      ],
      0,
    ],
    [
      'a remainder of nine takes in the smallest sector',
      [...x(12), ...y(11), ...asked(9, { sector: 'z' })],
      [
        ['A', 'x', 12],
        ['A', null, 20],
      ],
      0,
    ],
    ['a remainder of five takes it in', [...x(10), ...y(5)], [['A', null, 15]], 0],
    ['a remainder of four waits', [...x(10), ...y(4)], [['A', 'x', 10]], 4],
    ['a small region is one group by industry too', [...x(3), ...y(3)], [['A', null, 6]], 0],
  ])('by industry, %s', (_, events, expected, waiting) => {
    expectGroups(true, events).toEqual([expected, waiting])
  })

  test('looks at the votes of its own cycle alone', () => {
    const results = run([
      [0, [...x(4), close()]],
      // Four leftovers and a second cycle of one are not five.
      [0, [rate('late', 2, { turn: 'd', since: 1 }), close('d')]],
      [1, []],
    ])
    expect(results.map((result) => result.published.length)).toEqual([0, 0, 1])
    expect(results[2]?.published).toMatchObject([{ scope: { region: 'A', sector: 'x' } }])
  })

  test('an answer in the middle of a quarter waits for its end', () => {
    const results = run([
      [0, asked(4, { turn: null })],
      [0, [rate('fifth', 2, { since: 1 })]],
      [1, []],
    ])
    expect(results.map((result) => result.published.length)).toEqual([0, 0, 1])
  })

  test('renews a group by five answers of that cycle, and counts everybody’s latest', () => {
    const again = (names: string, turn: string | null) =>
      [...names].map((name) => rate(name, 4, { turn, since: 1 }))
    const results = run([
      [0, [...'abcdefg'].map((name) => rate(name, 1))],
      [0, [...again('abcd', 'c'), ...again('e', null), close('c')]],
      [0, [...again('fg', 'd'), close('d')]],
      [0, [...again('abcde', 'e'), close('e')]],
      [1, []],
    ])
    expect(results.map((result) => result.published.length)).toEqual([1, 0, 0, 1, 0])
    expect(results[3]?.published).toMatchObject([{ version: 2, rawCounts: [0, 0, 0, 0, 7] }])
  })

  test('two runs of one night give a group one version', () => {
    const both = (turn: string) => [...'abcde'].map((name) => rate(name, 4, { turn, since: 1 }))
    const results = run([
      [0, [...'abcdefghij'].map((name) => rate(name, 1))],
      [
        0,
        [
          ...both('c'),
          ...[...'fghij'].map((name) => rate(name, 3, { turn: 'd' })),
          close('c'),
          close('d'),
        ],
      ],
    ])
    expect(results[1]?.published).toMatchObject([{ version: 2, rawCounts: [0, 0, 0, 5, 5] }])
  })

  test('the order in which employers stand changes nothing, and no group is below five', () => {
    const votes = fc.array(
      fc.record({
        region: fc.constantFrom('A', 'B', null),
        sector: fc.constantFrom('x', 'y', 'z', null),
        since: fc.constant(1),
      }),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(votes, fc.boolean(), (rows, byIndustry) => {
        const named = rows.map((row, index) => ({ ...row, employer: `e${index}` }))
        const result = formCycleCohorts(named, { k: 5, byIndustry })
        expect(formCycleCohorts([...named].reverse(), { k: 5, byIndustry })).toEqual(result)
        const counted = result.formed.flatMap((group) => group.votes)
        expect(counted.length + result.waiting.length).toBe(named.length)
        for (const { scope, votes: own } of result.formed) {
          expect(own.length).toBeGreaterThanOrEqual(scope.sector === null ? 5 : 10)
          for (const vote of own) expect(scope.region ?? vote.region).toBe(vote.region)
        }
      }),
    )
  })
})
