import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  closingProblem,
  cycleStates,
  endOfDay,
  isTimeZone,
  lastDay,
  lastDayAgain,
  lastMinuteText,
  mayBecome,
  momentText,
  takesAnswers,
  titleAgain,
} from './cycles'

const at = (iso: string) => new Date(iso)

describe('the states of a rating cycle', () => {
  it('only ever move from draft to open to an end', () => {
    const moves = cycleStates.flatMap((from) =>
      cycleStates.filter((to) => mayBecome(from, to)).map((to) => `${from} ${to}`),
    )
    expect(moves).toEqual(['draft open', 'draft cancelled', 'open closed', 'open cancelled'])
  })

  it('take answers only while open and before the closing time', () => {
    const closesAt = at('2026-12-13T06:00:00Z')
    expect(takesAnswers({ state: 'open', closesAt }, at('2026-12-13T05:59:59Z'))).toBe(true)
    expect(takesAnswers({ state: 'open', closesAt }, at('2026-12-13T06:00:00Z'))).toBe(false)
    expect(takesAnswers({ state: 'closed', closesAt }, at('2026-12-01T00:00:00Z'))).toBe(false)
    expect(takesAnswers({ state: 'cancelled', closesAt }, at('2026-12-01T00:00:00Z'))).toBe(false)
  })

  it.each([
    ['2026-11-21T12:30:00Z', null, 'past'],
    ['2026-11-21T13:00:00Z', null, null],
    ['2027-12-01T00:00:00Z', null, 'too_far'],
    ['2026-12-01T00:00:00Z', '2026-12-01T00:00:00Z', 'not_later'],
    ['2026-12-02T00:00:00Z', '2026-12-01T00:00:00Z', null],
  ])('closing at %s (from %s) is %s', (closesAt, from, problem) => {
    const now = at('2026-11-21T12:00:00Z')
    expect(closingProblem(at(closesAt), now, from ? at(from) : null)).toBe(problem)
  })
})

describe('the end of a day', () => {
  it.each([
    ['2026-12-12', 'America/Chicago', '2026-12-13T06:00:00.000Z'],
    ['2026-07-04', 'America/Chicago', '2026-07-05T05:00:00.000Z'],
    ['2026-03-07', 'America/New_York', '2026-03-08T05:00:00.000Z'],
    ['2026-03-08', 'America/New_York', '2026-03-09T04:00:00.000Z'],
    ['2026-11-01', 'America/New_York', '2026-11-02T05:00:00.000Z'],
    ['2026-12-31', 'UTC', '2027-01-01T00:00:00.000Z'],
    ['2028-02-28', 'Pacific/Honolulu', '2028-02-29T10:00:00.000Z'],
  ])('%s in %s is %s', (date, zone, instant) => {
    expect(endOfDay(date, zone).toISOString()).toBe(instant)
  })

  it('reads back as the same day in every zone', () => {
    const zones = ['UTC', 'America/Los_Angeles', 'America/Phoenix', 'Asia/Kolkata', 'Europe/Berlin']
    fc.assert(
      fc.property(
        fc.date({ min: at('2024-01-01'), max: at('2034-01-01'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        (date, zone) => {
          const day = date.toISOString().slice(0, 10)
          expect(lastDay(endOfDay(day, zone), zone)).toBe(day)
        },
      ),
    )
  })

  it('knows zones from words that only look like zones', () => {
    expect(isTimeZone('America/Chicago')).toBe(true)
    expect(isTimeZone('America/Nowhere')).toBe(false)
  })
})

describe('a time told to a rater', () => {
  it.each([
    ['2026-12-13T06:00:00Z', 'America/Chicago', 'Saturday, December 12, 2026 at 11:59 PM CST'],
    ['2026-07-04T04:00:00Z', 'America/New_York', 'Friday, July 3, 2026 at 11:59 PM EDT'],
    ['2026-12-12T23:00:00Z', 'UTC', 'Saturday, December 12, 2026 at 10:59 PM UTC'],
  ])('closing at %s in %s is the last minute before it, with its zone', (end, zone, said) => {
    expect(lastMinuteText('en', at(end), zone)).toBe(said)
  })

  it('carries its zone, whoever reads it', () => {
    const moment = at('2026-12-01T14:05:00Z')
    expect(momentText('en', moment, 'America/Phoenix')).toBe('December 1, 2026 at 7:05 AM MST')
    expect(momentText('en', moment, 'Asia/Kolkata')).toMatch(/7:35 PM GMT\+5:30$/)
  })
})

describe('a cycle that is repeated', () => {
  const again = (title: string) => `${title}, again`
  it.each([
    ['Machinists, fall 2025', 'Machinists, fall 2026'],
    ['Machinists 2026', 'Machinists 2026, again'],
    ['Machinists 2026, again', 'Machinists 2026, again'],
    ['Machinists 2025, again', 'Machinists 2026, again'],
    ['Machinists', 'Machinists, again'],
    ['Machinists, again', 'Machinists, again'],
    ['Course 20251', 'Course 20251, again'],
    ['2024 and 2025', '2024 and 2026'],
    ['2031', '2031, again'],
    ['x'.repeat(120), 'x'.repeat(120)],
  ])('%s is called %s', (title, expected) => {
    expect(titleAgain(title, 2026, again)).toBe(expected)
  })

  it.each([
    ['three weeks', '2026-03-02T15:00:00Z', '2026-03-24T05:00:00Z', '2026-12-22'],
    ['less than a day', '2026-03-02T15:00:00Z', '2026-03-03T06:00:00Z', '2026-12-02'],
    ['a year', '2025-01-01T15:00:00Z', '2026-01-01T15:00:00Z', '2027-11-30'],
  ])('runs as long as before: %s', (_, opensAt, closesAt, expected) => {
    const before = { opensAt: new Date(opensAt), closesAt: new Date(closesAt) }
    const now = new Date('2026-12-01T16:00:00Z')
    expect(lastDayAgain({ ...before, timeZone: 'America/Chicago' }, now)).toBe(expected)
  })
})
