import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  closingProblem,
  cycleStates,
  dueReminder,
  endOfDay,
  isTimeZone,
  lastDay,
  mayBecome,
  type ReminderState,
  takesAnswers,
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

describe('reminders', () => {
  const waiting: ReminderState = {
    opensAt: at('2026-11-01T00:00:00Z'),
    closesAt: at('2026-11-21T00:00:00Z'),
    invitedAt: at('2026-11-01T00:00:00Z'),
    lastMailAt: at('2026-11-01T00:00:00Z'),
    remindersSent: 0,
    answered: false,
    declined: false,
    unsubscribed: false,
    bounced: false,
    revoked: false,
  }
  const once = { ...waiting, remindersSent: 1, lastMailAt: at('2026-11-11T00:00:00Z') }

  it.each([
    ['before half-way', waiting, '2026-11-10T23:00:00Z', null],
    ['half-way', waiting, '2026-11-11T00:00:00Z', 1],
    ['after the first, early', once, '2026-11-16T00:00:00Z', null],
    ['three days before the end', once, '2026-11-18T00:00:00Z', 2],
    ['in the last hours', once, '2026-11-20T20:00:00Z', null],
    [
      'two days after a late first',
      { ...once, lastMailAt: at('2026-11-18T00:00:00Z') },
      '2026-11-19T00:00:00Z',
      null,
    ],
    ['after two', { ...once, remindersSent: 2 }, '2026-11-19T00:00:00Z', null],
    ['done', { ...waiting, answered: true }, '2026-11-12T00:00:00Z', null],
    ['declined', { ...waiting, declined: true }, '2026-11-12T00:00:00Z', null],
    ['unsubscribed', { ...waiting, unsubscribed: true }, '2026-11-12T00:00:00Z', null],
    ['bounced', { ...waiting, bounced: true }, '2026-11-12T00:00:00Z', null],
    ['revoked', { ...waiting, revoked: true }, '2026-11-12T00:00:00Z', null],
    ['never invited', { ...waiting, invitedAt: null }, '2026-11-12T00:00:00Z', null],
  ])('%s: %#', (_, state, now, due) => {
    expect(dueReminder(state, at(now))).toBe(due)
  })

  it('are at most two, however often the job runs and however long the cycle is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 30 }),
        (days, step) => {
          let state = {
            ...waiting,
            closesAt: new Date(waiting.opensAt.getTime() + days * 86_400_000),
          }
          for (let hour = 0; hour < days * 24 + 48; hour += step) {
            const now = new Date(waiting.opensAt.getTime() + hour * 3_600_000)
            const due = dueReminder(state, now)
            if (due) state = { ...state, remindersSent: due, lastMailAt: now }
          }
          expect(state.remindersSent).toBeLessThanOrEqual(2)
          if (days > 8) expect(state.remindersSent).toBe(2)
        },
      ),
    )
  })
})
