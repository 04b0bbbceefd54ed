import { expect, test } from 'vitest'
import { afterWorkingDays } from './working-days'

test.each([
  ['a Monday', '2026-11-30T09:00:00Z', 5, '2026-12-07T09:00:00Z'],
  ['a Friday', '2026-12-04T17:30:00Z', 5, '2026-12-11T17:30:00Z'],
  ['a Saturday, as the Monday after', '2026-12-05T08:00:00Z', 5, '2026-12-14T08:00:00Z'],
  ['a Sunday', '2026-12-06T08:00:00Z', 1, '2026-12-08T08:00:00Z'],
  ['a Thursday, over one weekend', '2026-12-03T00:00:00Z', 2, '2026-12-07T00:00:00Z'],
  ['no days at all', '2026-12-03T00:00:00Z', 0, '2026-12-03T00:00:00Z'],
])('working days are counted from %s', (_from, from, days, until) => {
  expect(afterWorkingDays(new Date(from), days)).toEqual(new Date(until))
})
