import { Word } from './map-row'

/** How many rows stand behind each word, in the order of the words. */
export function countWords(words: readonly Word[]): number[] {
  return Word.options.map((each) => words.filter((word) => word === each).length)
}

/** The same by word. */
export function wordCounts(counts: readonly number[]): Record<Word, number> {
  const of = (word: Word) => counts[Word.options.indexOf(word)] ?? 0
  return {
    act: of('act'),
    keep: of('keep'),
    review: of('review'),
    low: of('low'),
    looks_short: of('looks_short'),
    borderline: of('borderline'),
    early: of('early'),
    none: of('none'),
  }
}
