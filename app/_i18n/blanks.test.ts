import { readdirSync } from 'node:fs'
import { createTranslator, type Messages } from 'next-intl'
import { describe, expect, it, test } from 'vitest'
import { readWords } from '@/server/words/read-words'
import { blank, blanks } from './blanks'
import { type Blank, fill } from './fill'

const languages = readdirSync('messages')
const SIMPLE = /\{(\w+)\}/g

describe.each(languages)('in %s', (locale) => {
  test.each(Object.entries(blanks))('%s leaves open what it is said to', (key, names) => {
    const messages: Messages = readWords(locale)
    const raw = String(createTranslator({ locale, messages }).raw(key))
    const open = [...raw.matchAll(SIMPLE)].map(([, name]) => name)
    expect(new Set(open)).toEqual(new Set(names))
    expect(raw.replace(SIMPLE, ''), 'no plural, no choice, no tag, no quoting').not.toMatch(
      /[{}<>']/,
    )
  })
})

it('a blank is the message with its names in place, to be filled', () => {
  const messages: Messages = { site: { refused: 'No: {message}' } }
  const left = blank(createTranslator({ locale: 'en', messages }), 'site.refused')
  expect(left).toBe('No: {message}')
  expect(fill(left, { message: 'closed' })).toBe('No: closed')
})

test.each([
  ['each place of a name', '{a} and {a}', { a: 1 }, '1 and 1'],
  ['several names', '{a} of {b}', { a: 0, b: 12 }, '0 of 12'],
  ['a value that looks like a name', '{a} of {b}', { a: '{b}', b: 2 }, '{b} of 2'],
  ['a value with a sign of replacement', 'Add {a}', { a: "$& and $'" }, "Add $& and $'"],
  ['an empty value', 'Add {a}.', { a: '' }, 'Add .'],
])('fills %s', (_, message, values: Record<string, string | number>, said) => {
  expect(fill(message as Blank<string>, values)).toBe(said)
})
