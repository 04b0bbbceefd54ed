import { isJsonObject, type Json } from '@/server/domain/json'
import {
  type LanguageLists,
  type LanguageMap,
  languageTag,
  unknownLanguage,
} from '@/server/domain/language-map'
import { listOf, textOf } from './json-reading'

/**
 * Texts by language from any of the ways JSON-LD writes them: a language map (of texts or lists),
 * `{ "@language", "@value" }`, plain texts in the document's language, and lists of these.
 */
export function languageListsOf(value: Json | undefined, language: string | null): LanguageLists {
  const lists: LanguageLists = {}
  const add = (tag: string, text: string | null) => {
    if (text === null) return
    const standing = lists[tag]
    if (standing) standing.push(text)
    else lists[tag] = [text]
  }
  for (const item of listOf(value)) {
    if (!isJsonObject(item)) add(languageTag(language), textOf(item))
    else if ('@value' in item) {
      add(languageTag(textOf(item['@language']) ?? language), textOf(item['@value']))
    } else {
      for (const [tag, texts] of Object.entries(item)) {
        for (const text of listOf(texts)) {
          add(tag === '@none' ? unknownLanguage : languageTag(tag), textOf(text))
        }
      }
    }
  }
  return lists
}

/** One text by language; several in one language are joined by a line break. */
export function languageMapOf(value: Json | undefined, language: string | null): LanguageMap {
  const lists = Object.entries(languageListsOf(value, language))
  return Object.fromEntries(lists.map(([tag, texts]) => [tag, texts.join('\n')]))
}
