import { expect, test } from 'vitest'
import { type Outcome, outcomeOf } from './keep-answers'

test.each<[number, Outcome]>([
  [204, 'kept'],
  [200, 'kept'],
  [429, 'away'],
  [408, 'away'],
  [500, 'away'],
  [502, 'away'],
  [503, 'away'],
  [504, 'away'],
  [400, 'refused'],
  [404, 'ended'],
  [409, 'ended'],
])('a tap answered with %d is %s', (status, outcome) => {
  expect(outcomeOf(status)).toBe(outcome)
})
