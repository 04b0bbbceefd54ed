import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { AbstractIntlMessages } from 'next-intl'

const folder = path.join(process.cwd(), 'messages')

/**
 * Every file of messages/<locale>/ under its own name, laid over English, so a translation may
 * arrive one file at a time.
 */
export async function readMessages(locale: string): Promise<AbstractIntlMessages> {
  const english = await readFolder('en')
  if (locale === 'en') return english
  return overlay(english, await readFolder(locale))
}

async function readFolder(locale: string): Promise<AbstractIntlMessages> {
  const names = (await readdir(path.join(folder, locale))).filter((name) => name.endsWith('.json'))
  const files = await Promise.all(
    names.map(async (name): Promise<[string, AbstractIntlMessages]> => {
      const text = await readFile(path.join(folder, locale, name), 'utf8')
      return [path.basename(name, '.json'), JSON.parse(text)]
    }),
  )
  return Object.fromEntries(files)
}

function overlay(base: AbstractIntlMessages, over: AbstractIntlMessages): AbstractIntlMessages {
  const merged: AbstractIntlMessages = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key]
    merged[key] =
      typeof value === 'object' && typeof below === 'object' ? overlay(below, value) : value
  }
  return merged
}
