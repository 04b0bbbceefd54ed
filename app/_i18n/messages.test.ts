import {
  type AbstractIntlMessages,
  createTranslator,
  IntlErrorCode,
  type Messages,
} from 'next-intl'
import { expect, it } from 'vitest'
import { readMessages } from './messages'

function keysOf(tree: AbstractIntlMessages, path: string[] = []): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[...path, key].join('.')] : keysOf(value, [...path, key]),
  )
}

it('every message is well formed', async () => {
  const messages: Messages = await readMessages('en')
  const broken: string[] = []
  let reading = ''
  const t = createTranslator({
    locale: 'en',
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

it('a language without files of its own is refused, not guessed', async () => {
  await expect(readMessages('xx')).rejects.toThrow()
})
