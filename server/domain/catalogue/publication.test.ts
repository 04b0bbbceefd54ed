import { expect, test } from 'vitest'
import { asksToPublish } from './publication'

test.each([
  ['a draft of one that nobody has confirmed', false, false, 'draft', 'published', true],
  ['a draft that is archived at once', false, false, 'draft', 'archived', true],
  ['what stays a draft', false, false, 'draft', 'draft', false],
  ['what is public already', false, false, 'archived', 'published', false],
  ['what is taken back', false, false, 'published', 'draft', false],
  ['a draft of one that said yes before', false, true, 'draft', 'published', false],
  ['a draft of one that is confirmed', true, false, 'draft', 'published', false],
] as const)('%s asks: %#', (_, confirmed, saidYes, from, to, asks) => {
  expect(asksToPublish({ confirmed, saidYes }, { from, to })).toBe(asks)
})
