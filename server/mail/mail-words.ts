import { readFile } from 'node:fs/promises'
import path from 'node:path'
// The part without React: jobs and commands send mail too.
import { createTranslator, type Messages } from 'use-intl/core'
import { env } from '@/server/env'

type Values = Record<string, string | number | Date>

/** The words of mails: `t('sign-in.subject', {…})` from messages/<locale>/mail.json. */
export type MailWords = {
  t: (key: string, values?: Values) => string
  lang: string
  /** The site's one address. */
  site: string
  /** Who runs the site. */
  operator: string
}

/** Reads the words of the installation's language; what is missing there is said in English. */
export async function mailWords(): Promise<MailWords> {
  const locale = env().LOCALE
  const messages = merge(await readWords('en'), locale === 'en' ? {} : await readWords(locale))
  const all: Messages = { mail: messages }
  const translate = createTranslator({ locale, messages: all, namespace: 'mail' })
  return {
    t: (key, values) => translate(key, values),
    lang: locale,
    site: env().appUrl,
    operator: env().OPERATOR_NAME,
  }
}

type Words = { [key: string]: string | Words }

async function readWords(locale: string): Promise<Words> {
  const file = path.join(process.cwd(), 'messages', locale, 'mail.json')
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (locale !== 'en') return {}
    throw error
  }
}

function merge(base: Words, over: Words): Words {
  const merged: Words = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key]
    merged[key] =
      typeof value === 'object' && typeof below === 'object' ? merge(below, value) : value
  }
  return merged
}
