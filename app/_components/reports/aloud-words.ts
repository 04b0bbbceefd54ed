import type { AloudKey, AloudSentence } from '@/server/domain/reading/read-aloud'
import { labelInSentence } from '../maps/map-words'

/** How a language says a sentence, and names in a row. */
export type Speaker = {
  say: (key: AloudKey, values: Record<string, string | number>) => string
  list: (names: string[]) => string
  locale: string
}

/** A sentence of the paragraph as it is said: what it names stands by the alphabet, so that no order of figures is told. */
export function aloudText(
  { say, list, locale }: Speaker,
  { key, labels, values }: AloudSentence,
): string {
  const named = [...labels]
    .sort(new Intl.Collator(locale).compare)
    .map((label) => labelInSentence(label, locale))
  return say(key, { ...values, list: list(named) })
}

/** How many words it takes to say. */
export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
