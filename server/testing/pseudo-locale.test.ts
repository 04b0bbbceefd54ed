import { createTranslator, type Messages } from 'use-intl/core'
import { describe, expect, it, test } from 'vitest'
import { readWords, type Words } from '@/server/words/read-words'
import { messageParts } from './message-parts'
import { pseudoMessage, pseudoWords } from './pseudo-locale'

test.each([
  ['a word', 'Save', '⟦Ššàṽṽé⟧'],
  ['a value', 'By {who}', '⟦Ƀƀý {who}⟧'],
  ['two values', '{done} of {total}', '⟦{done} ööƒ {total}⟧'],
  ['a tag', 'Read <a>it</a>', '⟦Řřéààð <a>ííŧ</a>⟧'],
  [
    'a plural',
    '{n, plural, =0 {none} one {# job} other {# jobs}}',
    '⟦{n, plural, =0 {ññöññé} one {# ĵĵöƀƀ} other {# ĵĵöƀƀš}}⟧',
  ],
  ['figures and signs', '5 · 12 %', '⟦5 · 12 %⟧'],
  ['nothing', '', '⟦⟧'],
])('%s', (_, message, said) => {
  expect(pseudoMessage(message)).toBe(said)
})

it('keeps the tree of the messages', () => {
  expect(pseudoWords({ a: { b: 'C' } })).toEqual({ a: { b: '⟦Çç⟧' } })
})

describe('every message', () => {
  const english = readWords('en')
  const messages = leaves(english)

  it('keeps its values, choices and tags', () => {
    const changed = messages.filter(
      (message) => skeleton(message) !== skeleton(pseudoMessage(message)),
    )
    expect(changed).toEqual([])
  })

  it('is longer by two fifths', () => {
    const letters = (message: string) => message.replace(/[^\p{Script=Latin}]/gu, '').length
    const off = messages.filter((message) => {
      const words = messageParts(message).flatMap((part) =>
        part.kind === 'words' ? [part.text] : [],
      )
      const before = letters(words.join(''))
      const said = messageParts(pseudoMessage(message))
      const after = letters(
        said.flatMap((part) => (part.kind === 'words' ? [part.text] : [])).join(''),
      )
      return after < before * 1.4 - words.length || after > before * 1.4 + words.length
    })
    expect(off).toEqual([])
  })

  it('is well formed', () => {
    const pseudo: Messages = pseudoWords(english)
    const broken: string[] = []
    const t = createTranslator({
      locale: 'en',
      messages: pseudo,
      onError: ({ code, message }) => code === 'INVALID_MESSAGE' && broken.push(message),
    })
    for (const key of keysOf(english)) t.rich(key, {})
    expect(broken).toEqual([])
  })
})

function leaves(words: Words): string[] {
  return Object.values(words).flatMap((value) =>
    typeof value === 'string' ? [value] : leaves(value),
  )
}

function keysOf(words: Words, path: string[] = []): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[...path, key].join('.')] : keysOf(value, [...path, key]),
  )
}

/** A message without its words. */
function skeleton(message: string): string {
  const bones = (parts: ReturnType<typeof messageParts>): string =>
    parts
      .map((part) => {
        if (part.kind === 'words') return ''
        if (part.kind === 'syntax') return part.text
        return `${part.head}${part.branches.map(({ name, parts: of }) => `${name}{${bones(of)}}`)}`
      })
      .join('|')
  return bones(messageParts(message.replace(/[⟦⟧]/g, '')))
}
