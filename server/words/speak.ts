// The part without React: jobs, commands and mails speak too.
import { createTranslator, type Messages } from 'use-intl/core'
import { defaultLanguage } from '@/server/domain/default-language'
import { siteLanguage } from '@/server/env'
import { readWords, type Words } from './read-words'

export type Values = Record<string, string | number | Date>

/** Says a message: `say('sign-in.subject', {…})`. */
export type Say = {
  (key: string, values?: Values): string
  has: (key: string) => boolean
}

/** Speaks outside of pages, in the installation's language; `part` names a file of messages/<language>/. */
export function speak(part: string): Say {
  const locale = siteLanguage()
  const messages: Messages = wordsOf(locale)
  const translate = createTranslator({ locale, messages, namespace: part })
  const say = (key: string, values?: Values) => translate(key, values)
  return Object.assign(say, { has: (key: string) => translate.has(key) })
}

/** Where a language cannot be read, somebody has to say so. */
function wordsOf(language: string): Words {
  try {
    return readWords(language)
  } catch {
    return readWords(defaultLanguage)
  }
}
