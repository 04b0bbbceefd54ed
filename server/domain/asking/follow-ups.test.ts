import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueFollowUp, followsInvitation, followUpTimes } from './follow-ups'

const opens = new Date('2026-11-01T00:00:00Z')
const hours = (count: number) => new Date(opens.getTime() + count * 3_600_000)
const days = (count: number) => hours(count * 24)

describe('the times of follow-ups', () => {
  it.each([
    ['twenty days: half-way, and three days before the end', 20, [10 * 24, 17 * 24]],
    ['seven days: the second waits two days', 7, [3.5 * 24, 5.5 * 24]],
    ['four days: the first waits two days after the invitations, the second too', 4, [49]],
    ['two days: none', 2, []],
    ['an hour: none', 1 / 24, []],
  ])('%s', (_, length, expected) => {
    expect(followUpTimes(opens, days(length))).toEqual(expected.map(hours))
  })

  it('are at most two, apart from each other, from the invitations and from the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 365 * 24 }), (length) => {
        const closes = hours(length)
        const times = [opens, ...followUpTimes(opens, closes)]
        expect(times.length).toBeLessThanOrEqual(3)
        for (const [index, time] of times.slice(1).entries()) {
          expect(time.getTime() - (times[index] ?? opens).getTime()).toBeGreaterThanOrEqual(
            48 * 3_600_000,
          )
          expect(closes.getTime() - time.getTime()).toBeGreaterThanOrEqual(6 * 3_600_000)
        }
        if (length > 7 * 24) expect(times).toHaveLength(3)
      }),
    )
  })
})

describe('a follow-up', () => {
  const cycle = { followUps: [days(10), days(17)], closesAt: days(20) }

  it.each([
    ['before the first', 9.9, null],
    ['at the first', 10, 1],
    ['a day after it', 11, 1],
    ['later than that', 11.1, null],
    ['at the second', 17, 2],
    ['in the last hours', 19.8, null],
  ])('%s', (_, now, number) => {
    expect(dueFollowUp(cycle, days(now))?.number ?? null).toBe(number)
  })

  it('keeps its time when the cycle is extended', () => {
    const longer = { ...cycle, closesAt: days(60) }
    expect(dueFollowUp(longer, days(17))?.number).toBe(2)
    expect(dueFollowUp(longer, days(30))).toBeNull()
    expect(dueFollowUp(longer, days(57))).toBeNull()
  })

  it('goes to who was invited two days before it or earlier', () => {
    expect(followsInvitation(days(8), days(10))).toBe(true)
    expect(followsInvitation(hours(8 * 24 + 1), days(10))).toBe(false)
    expect(followsInvitation(null, days(10))).toBe(false)
  })
})
