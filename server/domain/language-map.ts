import { z } from 'zod'
import { defaultLanguage } from './default-language'
import { namedLanguage } from './language-names'

/** The tag for text whose language its source did not say (BCP 47 "undetermined"). */
export const unknownLanguage = 'und'

/** Text by language tag, such as `{ "en-US": "Read drawings" }`. */
export const LanguageMap = z.record(z.string().max(60), z.string())
export type LanguageMap = z.infer<typeof LanguageMap>

/** Several texts by language tag: notes, keywords. */
export const LanguageLists = z.record(z.string().max(60), z.array(z.string()))
export type LanguageLists = z.infer<typeof LanguageLists>

/**
 * A language tag in its usual spelling (`en-us`, `en_US` and `en_US.UTF-8` → `en-US`, `eng` and `English` → `en`), or `und`
 * when the text names no language.
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
  // What follows in a locale of POSIX says how text is encoded.
  const plain = text.trim().replace(/[.@].*$/, '')
  // A longer word is a tag to Intl too, though no language has one.
  if (!/^[a-z]{2,3}(?:[-_]|$)/i.test(plain)) return namedLanguage(plain) ?? unknownLanguage
  try {
    return Intl.getCanonicalLocales(plain.replaceAll('_', '-'))[0] ?? unknownLanguage
  } catch {
    return namedLanguage(plain) ?? unknownLanguage
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
