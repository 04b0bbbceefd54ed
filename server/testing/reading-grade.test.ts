import { describe, expect, it, test } from 'vitest'
import { messageParts } from './message-parts'
import { plainMessage, readingGrade, sentencesOf, syllablesOf } from './reading-grade'

test.each([
  [1, 'need rate asked makes through rules'.split(' ')],
  [2, 'answers ready rated people little machine needed'.split(' ')],
  [3, 'employer employers already credential industry idea'.split(' ')],
  [4, 'competency competencies regularly'.split(' ')],
  [5, ['association']],
])('counts %i syllables', (syllables, words) => {
  expect(words.map((word) => [word, syllablesOf(word)])).toEqual(
    words.map((word) => [word, syllables]),
  )
})

// Counted by hand: 0.39 × words / sentences + 11.8 × syllables / words − 15.59.
test.each([
  ['six short words', ['The cat sat on the mat.'], 0.39 * 6 + 11.8 * (6 / 6) - 15.59],
  ['a long word', ['Each employer rates a competency.'], 0.39 * 5 + 11.8 * (10 / 5) - 15.59],
  [
    'two sentences',
    ['Say what you need.', 'No answer is ever shown.'],
    0.39 * (9 / 2) + 11.8 * (11 / 9) - 15.59,
  ],
  ['nothing', [], 0],
])('grades %s', (_, sentences, grade) => {
  expect(readingGrade(sentences)).toBeCloseTo(grade, 10)
})

it('finds the sentences of a text', () => {
  expect(sentencesOf('Thank you. Keep 1.5 of it! What next: this?')).toEqual([
    'Thank you.',
    'Keep 1.5 of it!',
    'What next: this?',
  ])
})

describe('a message', () => {
  test.each([
    ['words', 'Say it.'],
    ['a value', 'Asked by {asker}, {n} in all.'],
    ['a plural', '{n, plural, =0 {none} one {# employer} other {# employers}} answered'],
    ['a choice in a choice', '{a, select, x {{n, plural, one {# of {b}} other {#}}} other {}}.'],
    ['a tag', 'Read <a>the <b>method</b></a>.'],
    ['a value with a form', 'At {at, date, medium} it was {share, number, percent}.'],
  ])('is the same put together again: %s', (_, message) => {
    const together = (parts: ReturnType<typeof messageParts>): string =>
      parts
        .map((part) =>
          part.kind === 'choice'
            ? `{${part.head}${part.branches.map(({ name, parts: of }) => `${name}{${together(of)}}`).join('')}}`
            : part.text,
        )
        .join('')
    expect(together(messageParts(message))).toBe(message)
  })

  it('that is not closed is refused', () => {
    expect(() => messageParts('{n, plural, one {#}')).toThrow('not closed')
  })

  test.each([
    ['{asker} asks <b>you</b>.', 'Anna asks you.'],
    ['{n, plural, one {# employer} other {# employers}}', 'Anna employers'],
    ['{n, plural, =0 {none} other {some}}', 'some'],
  ])('is read as its reader meets it: %s', (message, plain) => {
    expect(plainMessage(message)).toBe(plain)
  })
})
