import { expect, test } from 'vitest'
import { sealed } from './sealed'

test.each([
  ['text, two bytes a character', 'abcd', 32],
  ['a number', 4, 12],
  ['nothing', null, 12],
  ['a list', [1, 2], 104],
  ['an object, by what it holds', { a: 'ab', b: { c: true } }, 64 + 8 + 28 + 8 + 64 + 8 + 12],
])('%s takes its bytes', (_, value, bytes) => {
  expect(sealed(value)).toBe(bytes)
})

test('what is sealed can be changed nowhere, and is counted once', () => {
  const value = { rows: [{ words: ['high'] }] }
  const first = sealed(value)
  expect(sealed(value)).toBeLessThan(first)
  expect(Object.isFrozen(value.rows[0]?.words)).toBe(true)
})
