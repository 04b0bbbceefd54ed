import { describe, expect, test } from 'vitest'
import { auditFigures } from './disclosure'
import { attackerIntervals, suppress } from './table-suppression'

const votes = [...'abcdefghij'].map((name) => ({ id: `v${name}`, employer: name }))
const sums = (...names: string[]) => names.map((figure) => [...figure].map((name) => `v${name}`))

describe('the auditor', () => {
  test('finds nothing in whole disjoint groups and their sum', () => {
    const audit = auditFigures(votes, sums('abcde', 'fghij', 'abcdefghij'))
    expect(audit).toEqual({ byOutsider: [], byInsider: {}, smallestIsolatedGroup: 5 })
  })

  test('finds a difference of one, and what an insider adds', () => {
    expect(auditFigures(votes, sums('abcde', 'abcdef'))).toMatchObject({
      byOutsider: ['vf'],
      smallestIsolatedGroup: 1,
    })
    const pair = auditFigures(votes, sums('abcde', 'abcdefg'))
    expect(pair).toMatchObject({ byOutsider: [], byInsider: { f: ['vg'], g: ['vf'] } })
  })

  test('finds combinations that no single difference shows', () => {
    // (ab) + (bc) - (ac) = 2b
    expect(auditFigures(votes, sums('ab', 'bc', 'ac')).byOutsider).toEqual(['va', 'vb', 'vc'])
  })

  test('no figures give nothing away', () => {
    expect(auditFigures(votes, [])).toEqual({
      byOutsider: [],
      byInsider: {},
      smallestIsolatedGroup: null,
    })
    expect(auditFigures(votes, [[]]).smallestIsolatedGroup).toBeNull()
  })

  test('isolated groups are searched only up to the limit', () => {
    expect(auditFigures(votes, sums('abcdefgh'), 4).smallestIsolatedGroup).toBe(5)
    expect(auditFigures(votes, sums('abcdefgh', 'abcde'), 4).smallestIsolatedGroup).toBe(3)
  })
})

describe('participation tables', () => {
  test('a lone small cell is protected by others, none by none', () => {
    const table = [
      [7, 3, 9],
      [8, 12, 6],
      [10, 9, 11],
    ]
    const pattern = suppress(table)
    expect(pattern.primary).toEqual([[0, 1]])
    expect(pattern.complementary).toHaveLength(3)
    const all = attackerIntervals(table, [...pattern.primary, ...pattern.complementary])
    expect(all.every((interval) => interval.high > interval.low)).toBe(true)
    expect(
      suppress([
        [6, 7],
        [9, 11],
      ]),
    ).toEqual({ primary: [], complementary: [], protectable: true })
  })

  test('a table of one row cannot be protected while its columns are printed', () => {
    expect(suppress([[3, 9, 9]]).protectable).toBe(false)
    expect(suppress([[3, 9, 9]], 5, false).protectable).toBe(true)
  })
})
