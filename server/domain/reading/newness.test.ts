import { expect, test } from 'vitest'
import { isNew } from './newness'

test.each([
  ['2026-01-01T00:00:00Z', true],
  ['2026-01-30T23:59:59Z', true],
  ['2026-01-31T00:00:00Z', false],
  ['2027-01-01T00:00:00Z', false],
])('what came on New Year’s Day is new at %s: %s', (now, expected) => {
  expect(isNew(new Date('2026-01-01T00:00:00Z'), new Date(now))).toBe(expected)
})
