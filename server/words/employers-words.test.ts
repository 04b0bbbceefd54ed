import { expect, test } from 'vitest'
import { z } from 'zod'
import { readWords } from './read-words'

/** What raters and employers read, by area; whole areas, and parts of others. */
const read = [
  'ratings',
  'own-answers',
  'requests',
  'requirements',
  'scales',
  'privacy',
  'welcome',
  'mail.rating',
  'home.employer',
  'refusals.ratings',
  'refusals.requests',
  'refusals.requirements',
]

/** Words of ours that an employer would have to learn, and what is said in their place. */
const instead: [word: RegExp, said: string][] = [
  [/\bpackets?\b/i, 'questions'],
  [/\bholders?\b/i, 'people with this certificate'],
  [/\bfits?\b/i, 'how ready'],
  [/\breceipts?\b/i, 'copy of your answers'],
  [/\breleas\w*\b/i, 'what employers said together'],
]

const Tree = z.record(z.string(), z.unknown())

function partOf(words: unknown, path: string): unknown {
  return path.split('.').reduce((node, key) => Tree.parse(node)[key], words)
}

function sentences(node: unknown): string[] {
  if (typeof node === 'string') return [node]
  return Object.values(Tree.parse(node)).flatMap(sentences)
}

/** Without what a message is filled with, whose names nobody reads. */
const said = (message: string) => message.replace(/\{\w+[,}]/g, ' ')

test.each(read)('"%s" is in employers’ words', (area) => {
  const all = sentences(partOf(readWords('en'), area))
  expect(all.length).toBeGreaterThan(0)
  const ours = all.flatMap((message) =>
    instead
      .filter(([word]) => word.test(said(message)))
      .map(([, better]) => `${message} → say “${better}”`),
  )
  expect(ours).toEqual([])
})

test('a word that is not an employer’s is found', () => {
  const found = (message: string) => instead.filter(([word]) => word.test(said(message))).length
  expect(found('What holders of {credential} said of the fit, by release')).toBe(3)
  expect(found('{holder, plural, one {# person} other {# people}} with this certificate')).toBe(0)
})
