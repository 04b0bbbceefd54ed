/** Below this likeness two words are different words, not the same one mistyped. */
const LIKENESS = 0.34

/**
 * What a mistyped query probably meant, from the titles it found: each word that no title begins a word
 * with is replaced by the most similar word among them. Null when nothing had to be replaced.
 *
 * @example meantWords('machinst', ['Machinists', 'CNC Machining']) // 'machinists'
 */
export function meantWords(query: string, titles: readonly string[]): string | null {
  const known = [...new Set(titles.flatMap(wordsOf))]
  let replaced = false
  const meant = wordsOf(query).map((word) => {
    if (known.some((candidate) => candidate.startsWith(word) || word.startsWith(candidate))) {
      return word
    }
    const best = closest(word, known)
    if (best === null) return word
    replaced = true
    return best
  })
  return replaced ? meant.join(' ') : null
}

function closest(word: string, known: readonly string[]): string | null {
  let best: { word: string; likeness: number } | null = null
  for (const candidate of known) {
    const likeness = similarity(trigramsOf(word), trigramsOf(candidate))
    if (likeness >= LIKENESS && likeness > (best?.likeness ?? 0))
      best = { word: candidate, likeness }
  }
  return best?.word ?? null
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

function trigramsOf(word: string): Set<string> {
  const padded = `  ${word} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3)))
}

function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((trigram) => b.has(trigram)).length
  return common / (a.size + b.size - common)
}
