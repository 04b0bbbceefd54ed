import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { defaultLanguage } from '@/server/domain/default-language'
import { inProduction, languagesFolder } from '@/server/env'

export type Words = { [key: string]: string | Words }

const kept = new Map<string, Words>()

/**
 * All words of a language: every file of its folder under its own name, laid over those of the default, so that a
 * translation may arrive one file at a time. They are read once; while they are written, each time.
 */
export function readWords(language: string): Words {
  const known = kept.get(language)
  if (known) return known
  const ours = readFolder('messages', defaultLanguage)
  const words =
    language === defaultLanguage ? ours : overlay(ours, readFolder(languagesFolder(), language))
  if (inProduction) kept.set(language, words)
  return words
}

function readFolder(languages: string, language: string): Words {
  const folder = path.resolve(process.cwd(), languages, language)
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return Object.fromEntries(
    names.map((name): [string, Words] => [
      path.basename(name, '.json'),
      JSON.parse(readFileSync(path.join(folder, name), 'utf8')),
    ]),
  )
}

function overlay(base: Words, over: Words): Words {
  const merged: Words = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key]
    merged[key] =
      typeof value === 'object' && typeof below === 'object' ? overlay(below, value) : value
  }
  return merged
}
