import {
  type AbstractIntlMessages,
  createTranslator,
  IntlErrorCode,
  type Messages,
} from 'use-intl/core'
import { expect, it } from 'vitest'
import { defaultLanguage } from '@/server/domain/default-language'
import { readWords } from './read-words'

function keysOf(tree: AbstractIntlMessages, path: string[] = []): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[...path, key].join('.')] : keysOf(value, [...path, key]),
  )
}

it('every message is well formed', () => {
  const messages: Messages = readWords(defaultLanguage)
  const broken: string[] = []
  let reading = ''
  const t = createTranslator({
    locale: defaultLanguage,
    messages,
    onError(error) {
      if (error.code !== IntlErrorCode.FORMATTING_ERROR) broken.push(reading)
    },
  })
  for (const key of keysOf(messages)) {
    reading = key
    t.rich(key, {})
  }
  expect(broken).toEqual([])
})

it('a language without files of its own is refused, not guessed', () => {
  expect(() => readWords('xx')).toThrow()
})
