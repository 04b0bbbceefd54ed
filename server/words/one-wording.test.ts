import { expect, test } from 'vitest'
import { z } from 'zod'
import { readWords } from './read-words'

const Tree: z.ZodType<string | Record<string, unknown>> = z.union([
  z.string(),
  z.record(z.string(), z.unknown()),
])

function messages(words: unknown, at = ''): [key: string, message: string][] {
  const tree = Tree.parse(words)
  if (typeof tree === 'string') return [[at, tree]]
  return Object.entries(tree).flatMap(([key, below]) => messages(below, at ? `${at}.${key}` : key))
}

test('that too few employers have answered for a figure is said in one wording everywhere', () => {
  const others = messages(readWords('en')).filter(
    ([, message]) =>
      /enough employers|(?:no|yet a) group of five|by enough|no ratings yet/i.test(message) &&
      !/not enough employers yet/i.test(message),
  )
  expect(others).toEqual([])
})

test('nothing that a release brought is said to come after the next one', () => {
  const late = messages(readWords('en')).filter(([, message]) => /the next release/i.test(message))
  expect(late.map(([key]) => key)).toEqual([])
})
