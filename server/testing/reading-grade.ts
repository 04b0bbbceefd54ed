import { type MessagePart, messageParts } from './message-parts'

/**
 * The Flesch–Kincaid grade of a text: 0.39 × words a sentence + 11.8 × syllables a word − 15.59.
 * Source: Kincaid, Fishburne, Rogers and Chissom, Derivation of new readability formulas (1975).
 */
export function readingGrade(sentences: readonly string[]): number {
  const words = sentences.flatMap(wordsOf)
  if (words.length === 0) return 0
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0)
  return (0.39 * words.length) / sentences.length + (11.8 * syllables) / words.length - 15.59
}

export function wordsOf(sentence: string): string[] {
  return sentence.match(/[\p{L}\p{N}]+(?:[’'.,-][\p{L}\p{N}]+)*/gu) ?? []
}

/** The sentences of a text, each with at least one word. A colon before another sentence ends one. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?…])\s+|(?<=:)\s+(?=\p{Lu})|\n+/u)
    .filter((sentence) => wordsOf(sentence).length > 0)
}

/** Syllables by the sound of the letters: groups of vowels, without those that are silent. A figure is one. */
export function syllablesOf(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '')
  if (letters.length <= 3) return 1
  const sounded = letters
    .replace(/y(?=[aeiou])/g, '-')
    .replace(/(?:[^aeiouyl]e|[^aeiouylscxz]es|[^aeiouytd]ed|[aeiouy]les?)$/, (end) =>
      end.slice(0, -2),
    )
    .replace(/i(?=a(?!l|n)|o(?!n|us)|et)|e(?=as?$)/g, '$&-')
  return Math.max(1, sounded.match(/[aeiouy]+/g)?.length ?? 0)
}

/** A message as its reader meets it, with a name of two syllables for each name and figure; of a plural, the usual form. */
export function plainMessage(message: string): string {
  return plain(messageParts(message))
}

function plain(parts: readonly MessagePart[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'words') return part.text
      if (part.kind === 'syntax') return part.text.startsWith('<') ? '' : 'Anna'
      const usual = part.branches.find(({ name }) => name.trim() === 'other') ?? part.branches[0]
      return plain(usual?.parts ?? [])
    })
    .join('')
}
