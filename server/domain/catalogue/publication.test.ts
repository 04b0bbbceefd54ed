import { expect, test } from 'vitest'
import { asksToPublish, type PublicationState } from './publication'

const nobody = { confirmed: false, saidYes: false }

test.each<[string, typeof nobody, PublicationState, PublicationState]>([
  ['a draft of one that nobody has confirmed', nobody, 'draft', 'published'],
  ['a draft of one that is archived at once', nobody, 'draft', 'archived'],
])('%s asks first', (_, by, from, to) => {
  expect(asksToPublish(by, { from, to })).toBe(true)
})

test.each<[string, typeof nobody, PublicationState, PublicationState]>([
  ['what stays a draft', nobody, 'draft', 'draft'],
  ['what is public already', nobody, 'archived', 'published'],
  ['what is taken back', nobody, 'published', 'draft'],
  ['a draft of one that said yes before', { ...nobody, saidYes: true }, 'draft', 'published'],
  ['a draft of one that is confirmed', { ...nobody, confirmed: true }, 'draft', 'published'],
])('%s asks nothing', (_, by, from, to) => {
  expect(asksToPublish(by, { from, to })).toBe(false)
})
