import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { waitingUnits } from './employer-links'

describe('linked employers', () => {
  const units = new Map([
    ['a', 3],
    ['b', 1],
    ['c', 2],
    ['d', 9],
  ])
  test.each<[string, [string, string][], string[]]>([
    ['nobody is linked', [], []],
    ['the one on record first votes', [['a', 'b']], ['a']],
    [
      'a chain is one group',
      [
        ['a', 'c'],
        ['c', 'b'],
      ],
      ['a', 'c'],
    ],
    ['one that is not confirmed links nobody', [['a', 'z']], []],
  ])('%s', (_, pairs, expected) => {
    expect([...waitingUnits(units, pairs)].sort()).toEqual(expected)
  })

  test('of each group exactly one votes, in whatever order links are found', () => {
    const names = [...'abcdefgh']
    const pair = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names))
    const all = new Map(names.map((name, at) => [name, at]))
    fc.assert(
      fc.property(fc.array(pair), (pairs) => {
        const waiting = waitingUnits(all, pairs)
        expect(waitingUnits(all, pairs.toReversed())).toEqual(waiting)
        const groups = new Map(names.map((name) => [name, new Set([name])]))
        for (const [a, b] of pairs) {
          const joined = new Set([...(groups.get(a) ?? []), ...(groups.get(b) ?? [])])
          for (const name of joined) groups.set(name, joined)
        }
        for (const group of groups.values()) {
          expect([...group].filter((name) => !waiting.has(name))).toHaveLength(1)
        }
      }),
    )
  })
})
