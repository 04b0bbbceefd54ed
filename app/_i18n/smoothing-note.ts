import { createTranslator, type Messages } from 'next-intl'
import { env } from '@/server/env'
import { readMessages } from './messages'

let said: Promise<string> | null = null

/** The sentence that stands with every answer split, for files: they are made outside a page. Read once a process. */
export function smoothingNote(): Promise<string> {
  said ??= readNote(env().LOCALE)
  return said
}

async function readNote(locale: string): Promise<string> {
  const messages: Messages = await readMessages(locale)
  return createTranslator({ locale, messages, namespace: 'maps' })('moved')
}
