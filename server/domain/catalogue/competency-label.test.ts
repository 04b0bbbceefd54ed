import { expect, it } from 'vitest'
import { isBeginningOf } from './competency-label'

it.each([
  ['Reads drawings', 'Reads drawings', true],
  ['Reads technical…', 'Reads technical\ndrawings of parts', true],
  ['Drawings', 'Reads drawings', false],
  ['Reads…', 'Writes programs', false],
])('says whether “%s” is only the beginning of “%s”', (label, statement, expected) => {
  expect(isBeginningOf(label, statement)).toBe(expected)
})
