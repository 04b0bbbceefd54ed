import { wordsIn } from '@/server/domain/unspaced'

/** How quickly repeating a word stops helping, and how far length counts: the customary values (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"). */
export const BM25_K1 = 1.2
export const BM25_B = 0.75

/** What a person is offered at once (METHOD §10). */
export const MOST_SUGGESTIONS = 3

/** Below this share of a text's weight, words in common say too little to count even as "possible". */
export const WORTH_COUNTING = 1 / 3
/** From this share on, two texts seem to say mostly the same. */
const MOSTLY_ALIKE = 1 / 2

/** A text as its stems, in order and with repeats; words that carry no meaning are left out before. */
export type StemmedText = { id: string; stems: readonly string[] }

/** What a score is relative to: how many texts there are, their mean number of stems, and in how many a stem occurs. */
export type Corpus = {
  size: number
  averageLength: number
  frequency: ReadonlyMap<string, number>
}

export type TextMatch = {
  id: string
  score: number
  /** Stems in common, the rarest first. */
  stems: string[]
  /** How much of the source's weight they make up, 0 to 1. */
  share: number
  /** Whether both texts consist of the same stems. */
  same: boolean
}

/**
 * The texts that share words with a source, best first: Okapi BM25 over stems, each different stem of
 * the source counted once. Texts without a stem in common are left out; ties go by id.
 */
export function bestMatches(
  source: readonly string[],
  texts: readonly StemmedText[],
  corpus: Corpus,
  limit: number = MOST_SUGGESTIONS,
): TextMatch[] {
  const asked = [...new Set(source)]
  const whole = asked.reduce((sum, stem) => sum + rarity(stem, corpus), 0)
  return texts
    .map((text) => matchOf(asked, whole, text, corpus))
    .filter((match) => match.stems.length > 0)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
}

/** The corpus that texts make among themselves. */
export function corpusOf(texts: readonly StemmedText[]): Corpus {
  const frequency = new Map<string, number>()
  for (const text of texts) {
    for (const stem of new Set(text.stems)) frequency.set(stem, (frequency.get(stem) ?? 0) + 1)
  }
  const length = texts.reduce((sum, text) => sum + text.stems.length, 0)
  return { size: texts.length, averageLength: length / Math.max(1, texts.length), frequency }
}

/**
 * The kind a match is offered as; a person decides. Words alone can tell "the same", "mostly" and "a
 * little", never which of two is the wider.
 */
export function likelyKind(match: Pick<TextMatch, 'same' | 'share'>): 'exact' | 'major' | 'minor' {
  if (match.same) return 'exact'
  return match.share >= MOSTLY_ALIKE ? 'major' : 'minor'
}

/** Whether an unreviewed match may count as possible coverage; a person is shown weaker ones too. */
export function mayCount(match: Pick<TextMatch, 'share'>): boolean {
  return match.share >= WORTH_COUNTING
}

/** The words of a text in lower case, in order; of text without spaces, its letters two by two. */
export function wordsOf(text: string): string[] {
  return pieces(text).map((piece) => piece.word)
}

export type Passage = { text: string; marked: boolean }

/**
 * A text cut into passages, those marked whose stem is among `stems`; joined they are the text again.
 * @param stemOf the stem of each word of the text, in lower case
 */
export function markWords(
  text: string,
  stemOf: ReadonlyMap<string, string>,
  stems: ReadonlySet<string>,
): Passage[] {
  const passages: Passage[] = []
  let from = 0
  for (const { word, at, length } of pieces(text)) {
    const stem = stemOf.get(word)
    if (stem === undefined || !stems.has(stem)) continue
    if (at > from) passages.push({ text: text.slice(from, at), marked: false })
    // Words of a text without spaces overlap.
    const start = Math.max(from, at)
    passages.push({ text: text.slice(start, at + length), marked: true })
    from = at + length
  }
  if (from < text.length) passages.push({ text: text.slice(from), marked: false })
  return passages
}

function matchOf(
  asked: readonly string[],
  whole: number,
  text: StemmedText,
  corpus: Corpus,
): TextMatch {
  const counts = new Map<string, number>()
  for (const stem of text.stems) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  const common = asked
    .filter((stem) => counts.has(stem))
    .sort((a, b) => rarity(b, corpus) - rarity(a, corpus))
  const length = corpus.averageLength > 0 ? text.stems.length / corpus.averageLength : 1
  const damping = BM25_K1 * (1 - BM25_B + BM25_B * length)
  const matched = common.reduce((sum, stem) => sum + rarity(stem, corpus), 0)
  return {
    id: text.id,
    score: common.reduce((sum, stem) => {
      const count = counts.get(stem) ?? 0
      return sum + (rarity(stem, corpus) * count * (BM25_K1 + 1)) / (count + damping)
    }, 0),
    stems: common,
    share: whole > 0 ? matched / whole : 0,
    same: common.length === asked.length && counts.size === asked.length,
  }
}

/** Inverse document frequency, smoothed so that it stays above zero. */
function rarity(stem: string, corpus: Corpus): number {
  const found = Math.min(corpus.frequency.get(stem) ?? 0, corpus.size)
  return Math.log(1 + (corpus.size - found + 0.5) / (found + 0.5))
}

function pieces(text: string): { word: string; at: number; length: number }[] {
  return wordsIn(text).map(({ word, at }) => ({
    word: word.toLowerCase(),
    at,
    length: word.length,
  }))
}
