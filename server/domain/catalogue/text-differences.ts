import type { Passage } from './text-matching'

/** A word, a run of spaces or a sign; where words stand without spaces between them, a letter. */
const tokens =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]\p{M}*|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}])[\p{L}\p{N}\p{M}])+|\s+|./gsu

/**
 * Two wordings with what only one of them has marked; joined, the passages are the texts again. Takes time with the
 * product of their lengths, so it is for texts of a few hundred words.
 */
export function markDifferences(
  before: string,
  after: string,
): { before: Passage[]; after: Passage[] } {
  const [a, b] = [before.match(tokens) ?? [], after.match(tokens) ?? []]
  const common = commonOf(a, b)
  return {
    before: passagesOf(a, new Set(common.map(([place]) => place))),
    after: passagesOf(b, new Set(common.map(([, place]) => place))),
  }
}

/** The places of the longest row of tokens that both have. */
function commonOf(a: string[], b: string[]): [number, number][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0
  for (let row = a.length - 1; row >= 0; row -= 1) {
    for (let column = b.length - 1; column >= 0; column -= 1) {
      const here = lengths[row]
      if (!here) continue
      here[column] =
        a[row] === b[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const common: [number, number][] = []
  let [row, column] = [0, 0]
  while (row < a.length && column < b.length) {
    if (a[row] === b[column]) {
      common.push([row, column])
      row += 1
      column += 1
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return common
}

function passagesOf(texts: string[], common: Set<number>): Passage[] {
  const passages: Passage[] = []
  for (const [at, text] of texts.entries()) {
    const marked = !common.has(at)
    const last = passages.at(-1)
    if (last?.marked === marked) last.text += text
    else passages.push({ text, marked })
  }
  return passages
}
