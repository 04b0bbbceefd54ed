import { describe, expect, it } from 'vitest'
import { digestWeek, dueReminder, openGroupOf } from './decision-mails'

describe('a reminder', () => {
  const due = { dueOn: '2027-03-15', decidedOn: '2026-12-01' }
  it.each([
    ['2027-02-28', null],
    ['2027-03-01', 14],
    ['2027-03-13', 14],
    ['2027-03-14', 1],
    ['2027-03-15', 1],
    ['2027-03-16', null],
  ])('on %s: %s', (today, days) => {
    expect(dueReminder(due, today)).toBe(days)
  })

  it('is not sent of what was decided when it was that near', () => {
    const near = { ...due, decidedOn: '2027-03-05' }
    expect(dueReminder(near, '2027-03-05')).toBeNull()
    expect(dueReminder(near, '2027-03-14')).toBe(1)
    expect(dueReminder({ ...due, decidedOn: '2027-03-14' }, '2027-03-14')).toBeNull()
  })

  it('counts days over the end of February', () => {
    expect(dueReminder({ ...due, dueOn: '2028-03-10' }, '2028-02-25')).toBe(14)
    expect(dueReminder({ ...due, dueOn: '2028-03-10' }, '2028-02-24')).toBe(null)
  })
})

describe('a week’s digest', () => {
  it.each([
    ['2026-12-07T12:59:00Z', 'America/Chicago', null],
    ['2026-12-07T13:00:00Z', 'America/Chicago', '2026-12-07'],
    ['2026-12-08T05:59:00Z', 'America/Chicago', '2026-12-07'],
    ['2026-12-08T06:00:00Z', 'America/Chicago', null],
    ['2026-12-06T20:30:00Z', 'Pacific/Guam', null],
    ['2026-12-06T21:00:00Z', 'Pacific/Guam', '2026-12-07'],
  ])('at %s in %s: %s', (now, zone, week) => {
    expect(digestWeek(new Date(now), zone)).toBe(week)
  })
})

it.each([
  [null, 'noDate'],
  ['2026-11-30', 'overdue'],
  ['2026-12-01', 'soon'],
  ['2026-12-15', 'soon'],
  ['2026-12-16', 'later'],
])('a date of %s is %s', (dueOn, group) => {
  expect(openGroupOf(dueOn, '2026-12-01')).toBe(group)
})
