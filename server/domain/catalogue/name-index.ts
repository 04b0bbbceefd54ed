/** What something is called; of equal ones the name with the lower rank is taken. */
export type Name = { text: string; rank: number }

type IndexedName = Name & { words: number[] }

/** Entries with their names, and every word of them once. */
export type NameIndex<Entry> = {
  entries: { entry: Entry; names: IndexedName[] }[]
  words: { text: string; trigrams: Set<string> }[]
}

export type FoundName<Entry> = {
  entry: Entry
  /** The name that fits best. */
  name: Name
  score: number
  /** Whether the name holds each word that was asked for as it stands, or in the plural. */
  whole: boolean
  /** Whether it holds those and no others. */
  same: boolean
}

/** Prepares entries for `searchNames`; build it once. Each may have many names: words are compared once, not once a name. */
export function indexNames<Entry>(
  named: Iterable<{ entry: Entry; names: readonly Name[] }>,
): NameIndex<Entry> {
  const places = new Map<string, number>()
  const words: NameIndex<Entry>['words'] = []
  const wordAt = (text: string) => {
    const known = places.get(text)
    if (known !== undefined) return known
    places.set(text, words.length)
    words.push({ text, trigrams: trigramsOf(text) })
    return words.length - 1
  }
  const entries = Array.from(named, ({ entry, names }) => ({
    entry,
    names: names.map((name) => ({ ...name, words: wordsOf(name.text).map(wordAt) })),
  }))
  return { entries, words }
}

/**
 * Entries with a name that is like the query, best first: by how many words are found, then by how few others stand beside
 * them, then by the rank of the name. Small typing errors are forgiven ("machinst" finds Machinists); an empty query
 * finds nothing.
 */
export function searchNames<Entry>(index: NameIndex<Entry>, query: string): FoundName<Entry>[] {
  const scores = wordsOf(query).map((word) => scoresOf(index.words, word))
  if (scores.length === 0) return []
  return index.entries
    .flatMap(({ entry, names }) => {
      const best = bestName(names, scores)
      return best && best.score >= WEAKEST_MATCH ? [{ entry, ...best }] : []
    })
    .sort((a, b) => b.score - a.score || a.name.rank - b.name.rank)
}

/** Below this share of recognisable words a hit is noise: one of two words, slightly mistyped, still passes. */
const WEAKEST_MATCH = 0.34

function bestName(
  names: readonly IndexedName[],
  scores: readonly Float64Array[],
): Omit<FoundName<never>, 'entry'> | null {
  let best: Omit<FoundName<never>, 'entry'> | null = null
  for (const name of names) {
    const { words } = name
    let sum = 0
    let whole = true
    for (const each of scores) {
      let most = 0
      for (const word of words) most = Math.max(most, each[word] ?? 0)
      sum += most
      whole &&= most === 1
    }
    const found = sum / scores.length
    const brevity = 0.2 * (scores.length / Math.max(scores.length, words.length))
    const score = found < 0.3 ? 0 : found + found * brevity
    if (score > (best?.score ?? 0))
      best = { name, score, whole, same: whole && words.length === scores.length }
  }
  return best
}

/** How much each word of an index is like one that was asked for; 1 for the same. */
function scoresOf(words: NameIndex<unknown>['words'], asked: string): Float64Array {
  const trigrams = trigramsOf(asked)
  return Float64Array.from(words, ({ text, trigrams: own }) => {
    if (text === asked) return 1
    if (asked.length >= 3 && text.startsWith(asked)) return 0.9
    const alike = similarity(own, trigrams)
    return alike >= 0.35 ? alike * 0.85 : 0
  })
}

function similarity(a: Set<string>, b: Set<string>): number {
  let shared = 0
  for (const trigram of a) if (b.has(trigram)) shared += 1
  return shared / (a.size + b.size - shared)
}

const SMALL_WORDS = new Set([
  ...['and', 'of', 'the', 'or', 'for', 'in', 'a', 'an', 'to'],
  ...['all', 'other', 'except'],
])

/** Lower-case words without accents, small words and plural endings. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !SMALL_WORDS.has(word))
    .map(singular)
}

function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1)
  return word
}

function trigramsOf(word: string): Set<string> {
  const padded = `  ${word} `
  const trigrams = new Set<string>()
  for (let at = 0; at + 3 <= padded.length; at += 1) trigrams.add(padded.slice(at, at + 3))
  return trigrams
}
