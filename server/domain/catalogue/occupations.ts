/** One occupation to find: its id is `<taxonomy><version>:<code>`. */
export type OccupationEntry = { id: string; code: string; title: string; plainTitles: string[] }
export type OccupationHit = {
  id: string
  code: string
  title: string
  /** The everyday title that was found, when it was not the official one. */
  matched: string | null
}
export type OccupationIndex = { entry: OccupationEntry; names: IndexedName[] }[]

type IndexedName = {
  text: string
  words: { text: string; trigrams: Set<string> }[]
  plain: boolean
}

/** Prepares occupations for `searchOccupationIndex`; build it once, it holds about a thousand entries. */
export function indexOccupations(entries: OccupationEntry[]): OccupationIndex {
  return entries.map((entry) => ({
    entry,
    names: [
      indexName(entry.title, false),
      ...entry.plainTitles.map((title) => indexName(title, true)),
    ],
  }))
}

/**
 * Finds occupations by code, by official or by everyday title, forgiving small typing errors
 * ("machinst" finds Machinists). Best first, at most `limit`; an empty query finds nothing.
 */
export function searchOccupationIndex(
  index: OccupationIndex,
  query: string,
  limit: number,
): OccupationHit[] {
  const code = query.trim()
  if (/^\d{2}-?\d/.test(code)) {
    return index
      .filter(({ entry }) => entry.code.startsWith(code))
      .slice(0, limit)
      .map(({ entry }) => hit(entry, null))
  }
  const words = wordsOf(query).map((text) => ({ text, trigrams: trigramsOf(text) }))
  if (words.length === 0) return []
  return index
    .map(({ entry, names }) => ({ entry, ...bestName(names, words) }))
    .filter((found) => found.score >= WEAKEST_MATCH)
    .sort((a, b) => b.score - a.score || a.entry.code.localeCompare(b.entry.code))
    .slice(0, limit)
    .map((found) => hit(found.entry, found.name?.plain ? found.name.text : null))
}

/** Below this share of recognisable words a hit is noise: one of two words, slightly mistyped, still passes. */
const WEAKEST_MATCH = 0.34

type QueryWord = { text: string; trigrams: Set<string> }

function bestName(
  names: IndexedName[],
  words: QueryWord[],
): { score: number; name: IndexedName | null } {
  let best: { score: number; name: IndexedName | null } = { score: 0, name: null }
  for (const name of names) {
    const found = words.reduce((sum, word) => sum + bestWord(name, word), 0) / words.length
    const brevity = 0.2 * (words.length / Math.max(words.length, name.words.length))
    const score = found < 0.3 ? 0 : found + found * brevity
    if (score > best.score) best = { score, name }
  }
  return best
}

function bestWord(name: IndexedName, word: QueryWord): number {
  let best = 0
  for (const candidate of name.words) best = Math.max(best, wordScore(candidate, word))
  return best
}

function wordScore(candidate: QueryWord, word: QueryWord): number {
  if (candidate.text === word.text) return 1
  if (word.text.length >= 3 && candidate.text.startsWith(word.text)) return 0.9
  const alike = similarity(candidate.trigrams, word.trigrams)
  return alike >= 0.35 ? alike * 0.85 : 0
}

function similarity(a: Set<string>, b: Set<string>): number {
  let shared = 0
  for (const trigram of a) if (b.has(trigram)) shared += 1
  return shared / (a.size + b.size - shared)
}

function indexName(text: string, plain: boolean): IndexedName {
  return {
    text,
    plain,
    words: wordsOf(text).map((word) => ({ text: word, trigrams: trigramsOf(word) })),
  }
}

const SMALL_WORDS = new Set([
  'and',
  'of',
  'the',
  'or',
  'for',
  'in',
  'a',
  'an',
  'to',
  'all',
  'other',
  'except',
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

function hit(entry: OccupationEntry, matched: string | null): OccupationHit {
  return { id: entry.id, code: entry.code, title: entry.title, matched }
}
