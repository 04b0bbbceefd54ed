import { z } from 'zod'
import { defaultLanguage } from './default-language'

/** The tag for text whose language its source did not say (BCP 47 "undetermined"). */
export const unknownLanguage = 'und'

/** Text by language tag, such as `{ "en-US": "Read drawings" }`. */
export const LanguageMap = z.record(z.string().max(60), z.string())
export type LanguageMap = z.infer<typeof LanguageMap>

/** Several texts by language tag: notes, keywords. */
export const LanguageLists = z.record(z.string().max(60), z.array(z.string()))
export type LanguageLists = z.infer<typeof LanguageLists>

/**
 * A language tag in its usual spelling (`en-us` → `en-US`, `eng` → `en`), or `und` when the text
 * is not a language tag.
 */
export function languageTag(text: string | null | undefined): string {
  if (!text) return unknownLanguage
  const known = knownTags.get(text)
  if (known !== undefined) return known
  const tag = canonicalTag(text)
  if (knownTags.size < 1000) knownTags.set(text, tag)
  return tag
}

/** A file says the same few tags a hundred thousand times, and asking Intl each time is slow. */
const knownTags = new Map<string, string>()

function canonicalTag(text: string): string {
  try {
    return Intl.getCanonicalLocales(text.trim())[0] ?? unknownLanguage
  } catch {
    return unknownLanguage
  }
}

/**
 * The text to show: the wanted language, its base language, any region of it, English, text of
 * unknown language, then whatever there is. Empty when the map is.
 */
export function pickText(map: LanguageMap, wanted: string = defaultLanguage): string {
  return map[pickLanguage(map, wanted) ?? ''] ?? ''
}

/** The texts to show, chosen like {@link pickText}. */
export function pickTexts(lists: LanguageLists, wanted: string = defaultLanguage): string[] {
  return lists[pickLanguage(lists, wanted) ?? ''] ?? []
}

/** The language {@link pickText} would show, or null when there is none. */
export function pickLanguage(
  map: Record<string, unknown>,
  wanted: string = defaultLanguage,
): string | null {
  const tags = Object.keys(map).sort()
  const base = wanted.split('-')[0] ?? wanted
  const within = (language: string) =>
    tags.find((tag) => tag === language || tag.startsWith(`${language}-`))
  if (wanted in map) return wanted
  return within(base) ?? within(defaultLanguage) ?? within(unknownLanguage) ?? tags[0] ?? null
}
