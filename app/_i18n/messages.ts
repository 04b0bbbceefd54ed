import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { AbstractIntlMessages } from 'next-intl'
import { env } from '@/server/env'

const folder = path.join(process.cwd(), 'messages')

const kept = new Map<string, Promise<AbstractIntlMessages>>()

/** The words of a language. Every page asks for them, so they are read once; while one is written, each time. */
export function readMessages(locale: string): Promise<AbstractIntlMessages> {
  if (env().NODE_ENV !== 'production') return readFolders(locale)
  const known = kept.get(locale)
  if (known) return known
  const read = readFolders(locale)
  kept.set(locale, read)
  read.catch(() => kept.delete(locale))
  return read
}

/**
 * Every file of messages/<locale>/ under its own name, laid over English, so a translation may
 * arrive one file at a time.
 */
async function readFolders(locale: string): Promise<AbstractIntlMessages> {
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
