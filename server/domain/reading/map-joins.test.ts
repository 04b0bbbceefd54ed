import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ExactLink, findJoins, type JoinSide, joinItems } from './map-joins'
import type { MapItem } from './maps'

const side = (key: string, ...has: ('fit' | 'importance' | 'claimed')[]): JoinSide => ({
  key,
  fit: has.includes('fit'),
  importance: has.includes('importance'),
  claimed: has.includes('claimed'),
})
const link = (a: string, b: string, at = '2026-01-01'): ExactLink => ({
  a,
  b,
  by: 'Region',
  at: new Date(at),
})
const item = (key: string, fit: number, importance: number, claims: MapItem['claims'] = []) => ({
  key,
  fit: fit > 0 ? [{ counts: [0, 0, 0, fit, 0], ageQuarters: 0 }] : [],
  importance: {
    scope: 'filter' as const,
    cohorts: importance > 0 ? [{ counts: [0, 0, 0, importance], ageQuarters: 0 }] : [],
  },
  reference: { fit: [fit], importance: [importance] },
  claims,
})

describe('joining two wordings on one row', () => {
  it.each([
    [
      'importance here, fit there',
      side('a', 'importance'),
      side('b', 'fit', 'claimed'),
      { key: 'b', brings: 'importance' },
    ],
    [
      'asked here, claimed there',
      side('a', 'importance', 'fit'),
      side('b', 'claimed'),
      { key: 'a', brings: 'claim' },
    ],
    [
      'needed here, claimed there',
      side('a', 'importance'),
      side('b', 'claimed'),
      { key: 'a', brings: 'claim' },
    ],
    [
      'rated here, claimed there',
      side('a', 'claimed'),
      side('b', 'fit'),
      { key: 'b', brings: 'claim' },
    ],
  ] as const)('%s', (_, a, b, join) => {
    for (const found of [
      findJoins([a, b], [link('a', 'b')]),
      findJoins([b, a], [link('b', 'a')]),
    ]) {
      expect(found).toMatchObject([{ ...join, by: 'Region' }])
    }
  })

  it.each([
    ['both were asked about fit', side('a', 'importance', 'fit'), side('b', 'fit', 'claimed')],
    ['both were asked about importance', side('a', 'importance'), side('b', 'importance', 'fit')],
    ['one has nothing the other lacks', side('a', 'importance', 'claimed'), side('b', 'claimed')],
    ['neither was asked', side('a', 'claimed'), side('b')],
  ])('does not when %s', (_, a, b) => {
    expect(findJoins([a, b], [link('a', 'b')])).toEqual([])
  })

  it('joins a competency once, the earlier acceptance first', () => {
    const sides = [side('a', 'importance'), side('b', 'fit'), side('c', 'fit')]
    const links = [link('a', 'b', '2026-02-01'), link('c', 'a', '2026-01-01')]
    expect(findJoins(sides, links)).toMatchObject([{ key: 'c', other: 'a' }])
  })

  it('takes each scale from one competency, and its reference with it', () => {
    const items = [item('a', 0, 7, ['assesses']), item('b', 9, 0, ['teaches']), item('z', 1, 1)]
    const joins = findJoins([side('a', 'importance'), side('b', 'fit')], [link('a', 'b')])
    const [joined, rest] = joinItems(items, joins)
    expect(joined?.key).toBe('b')
    expect(joined?.importance.cohorts[0]?.counts).toEqual([0, 0, 0, 7])
    expect(joined?.fit[0]?.counts).toEqual([0, 0, 0, 9, 0])
    expect(joined?.reference).toEqual({ fit: [9], importance: [7] })
    expect([...(joined?.claims ?? [])].sort()).toEqual(['assesses', 'teaches'])
    expect(rest).toBe(items[2])
  })

  it('never merges the answers to one scale of two competencies, whatever the links', () => {
    const keys = ['a', 'b', 'c', 'd', 'e']
    const key = fc.constantFrom(...keys)
    const has = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean())
    fc.assert(
      fc.property(
        fc.array(has, { minLength: 5, maxLength: 5 }),
        fc.array(fc.tuple(key, key)),
        (flags, pairs) => {
          const sides = keys.map((each, at) => {
            const [fit = false, importance = false, claimed = false] = flags[at] ?? []
            return { key: each, fit, importance, claimed }
          })
          const items = sides.map((each, at) =>
            item(each.key, each.fit ? at + 1 : 0, each.importance ? at + 1 : 0),
          )
          const joined = joinItems(
            items,
            findJoins(
              sides,
              pairs.map(([a, b]) => link(a, b)),
            ),
          )
          const total = (of: readonly MapItem[], scale: 'fit' | 'importance') =>
            of
              .flatMap((each) => (scale === 'fit' ? each.fit : each.importance.cohorts))
              .map((cohort) => cohort.counts.reduce((sum, count) => sum + count, 0))
              .sort()
          expect(total(joined, 'fit')).toEqual(total(items, 'fit'))
          expect(total(joined, 'importance')).toEqual(total(items, 'importance'))
          expect(joined.every((each) => each.fit.length <= 1)).toBe(true)
        },
      ),
    )
  })

  it('sets the same importance beside the same fit, whatever is claimed', () => {
    const keys = ['a', 'b', 'c', 'd', 'e']
    const key = fc.constantFrom(...keys)
    const has = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean())
    fc.assert(
      fc.property(
        fc.array(has, { minLength: 5, maxLength: 5 }),
        fc.array(fc.tuple(key, key, fc.integer({ min: 1, max: 9 }))),
        (flags, pairs) => {
          const links = pairs.map(([a, b, day]) => link(a, b, `2026-01-0${day}`))
          const joins = (claims: boolean) =>
            findJoins(
              keys.map((each, at) => {
                const [fit = false, importance = false, claimed = false] = flags[at] ?? []
                return { key: each, fit, importance, claimed: claims && claimed }
              }),
              links,
            ).filter(({ brings }) => brings === 'importance')
          expect(joins(true)).toEqual(joins(false))
        },
      ),
    )
  })
})
