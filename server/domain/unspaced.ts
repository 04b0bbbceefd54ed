/** Letters and marks of scripts that put no space between words, or join endings to them: Thai, Lao, Burmese, Khmer, Tai, Chinese, Japanese, Korean. */
const letter = String.raw`\u0E01-\u0E2E\u0E30-\u0E4E\u0E50-\u0E59\u0E80-\u0EFF\u1000-\u1049\u1050-\u109F\u1100-\u11FF\u1780-\u17D3\u17D7\u17DC-\u17FF\u1950-\u19FF\u1A20-\u1AAF\u2E80-\u2FDF\u3005-\u3007\u3021-\u302F\u3031-\u3035\u3041-\u309F\u30A1-\u30FA\u30FC-\u318F\u31A0-\u31FF\u3400-\u9FFF\uA960-\uA97F\uA9E0-\uA9FF\uAA60-\uAADF\uAC00-\uD7FF\uF900-\uFAFF\u{20000}-\u{3FFFF}`
/** Wide, narrow and enclosed forms of letters, which NFKC writes as others. */
const form = String.raw`\u3200-\u33FF\uFF01-\uFFDC`
/** What divides letters short of the end of a sentence: spaces, also those nobody sees, commas, dots between words, brackets. */
const divider = String.raw`\u0009-\u000D\u0020\u0022-\u002D\u002F\u003A-\u003E\u0040\u005B-\u0060\u007B-\u007E\u00A0-\u00A9\u00AB-\u00B1\u00B4\u00B6-\u00B8\u00BB\u00BF\u2000-\u206F\u3000\u3001\u3003\u3008-\u3020\u3030\u30A0\u30FB\uFE00-\uFE0F\uFEFF`

const hasForm = new RegExp(`[${letter}${form}]`, 'u')
const hasLetter = new RegExp(`[${letter}]`, 'u')
const dividedAfter = new RegExp(`([${letter}])[${divider}]+(?=[${letter}a-z0-9])`, 'gu')
const dividedBefore = new RegExp(`([a-z0-9])[${divider}]+(?=[${letter}])`, 'gu')

/**
 * A text as a search within scripts without spaces compares it: one width and case, and without what divides their letters
 * short of the end of a sentence; null for text of other scripts. The database has the same as `unspaced()`.
 *
 * @example unspaced('ＣＮＣ 工业・控制') // 'cnc工业控制'
 */
export function unspaced(text: string): string | null {
  if (!hasForm.test(text)) return null
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(dividedAfter, '$1')
    .replaceAll(dividedBefore, '$1')
}

export type Search = {
  /** The words as they were typed, in one width. */
  query: string
  /** What a text without spaces has to hold, each at the start of a word where it begins with a letter of ours or a digit. */
  parts: string[]
  /** Whether stems and likeness say anything of these words: not of scripts without spaces. */
  spaced: boolean
}

/** What somebody searches for. Words apart are sought each by itself, wherever they stand. */
export function searchFor(query: string): Search {
  const narrow = hasForm.test(query) ? query.normalize('NFKC') : query
  const parts = narrow
    .split(/\s+/)
    .map((word) => unspaced(word) ?? word.toLowerCase())
    .flatMap((word) => word.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])
  return { query: narrow, parts: [...new Set(parts)], spaced: !hasLetter.test(narrow) }
}

/** Whether so little is worth a search: two letters, or one that says something by itself. */
export function saysEnough(query: string): boolean {
  return query.trim().length >= 2 || hasLetter.test(query)
}

/** Whether a text holds what is searched for: every word of it somewhere, whatever stands between. */
export function holdsSearch(text: string, search: Search): boolean {
  if (search.spaced) {
    const said = (hasForm.test(text) ? text.normalize('NFKC') : text).toLowerCase()
    const words = search.query.toLowerCase().split(/\s+/).filter(Boolean)
    return words.every((word) => said.includes(word))
  }
  const said = unspaced(text)
  return said !== null && search.parts.every((part) => partPattern(part).test(said))
}

/** The pattern of one part, in the form both the program and the database understand. */
export function partPattern(part: string): RegExp {
  return new RegExp(/^[a-z0-9]/.test(part) ? `(^|[^a-z0-9])${part}` : part)
}

const runs = new RegExp(`([${letter}]+)|(?:(?![${letter}])[\\p{L}\\p{N}])+`, 'gu')

/**
 * The words of a text with their places, as they stand there; of a run without spaces its neighbouring letters, two by two,
 * which stand for its words and overlap.
 */
export function wordsIn(text: string): { word: string; at: number }[] {
  return [...text.matchAll(runs)].flatMap((found) => {
    const [run, unspacedRun] = found
    return unspacedRun === undefined
      ? [{ word: run, at: found.index }]
      : pairsOf(unspacedRun).map(({ word, at }) => ({ word, at: found.index + at }))
  })
}

function pairsOf(run: string): { word: string; at: number }[] {
  const letters = [...run]
  if (letters.length === 1) return [{ word: run, at: 0 }]
  let at = 0
  return letters.slice(1).map((next, index) => {
    const first = letters[index] ?? ''
    const found = { word: first + next, at }
    at += first.length
    return found
  })
}
