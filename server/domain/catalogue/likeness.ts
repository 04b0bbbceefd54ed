import { groupBy } from '@/server/domain/group-by'

/** From this share of their pieces in common on, two texts may say the same in other words. */
const NEAR = 0.6
/** Under one code less has to be in common. */
const NEAR_UNDER_ONE_CODE = 0.4
const CODE_BONUS = 0.05
const PLACE_BONUS = 0.02

/** How many of a text's rarest pieces are looked up, how common one may be, and how many texts are touched and compared. */
const RAREST = 24
const MOST_COMMON = 256
const MOST_TOUCHED = 1500
const MOST_COMPARED = 4
const BATCH = 256

/** Of more texts on a side, those after so many are compared as wholes alone: their pieces would fill the memory. */
const MOST_TEXTS = 30_000
/** What a text says is said by then. */
const LONGEST = 2000
/** Texts this short are compared letter by letter too, since one slip changes most of their pieces. */
const SHORT = 32

export type Likable = { id: string; text: string; code: string | null; place: string }
export type LikePair = { goneId: string; freshId: string; likeness: number }

/**
 * Texts that are gone with the new ones that are near-equal to them, each of the two the other's best; what else has the
 * same code or place comes first where several are as near, then the order of the lists. It stops to breathe between
 * batches, takes time in proportion to the number of texts, and may miss a pair among very many that are nearly alike.
 */
export function* likePairs(
  gone: readonly Likable[],
  fresh: readonly Likable[],
): Generator<undefined, LikePair[]> {
  const before = yield* familiesOf(gone)
  const after = yield* familiesOf(fresh)
  const found: Candidate[] = []
  for (const [words, family] of after) {
    const same = before.get(words)
    if (same) found.push({ before: same, after: family, likeness: 1, rank: 2 })
  }
  const taken = new Set(found.flatMap((pair) => [pair.before, pair.after]))
  const left = [...before.values()].filter((family) => !taken.has(family)).slice(0, MOST_TEXTS)
  const index = new RareIndex()
  for (const [at, family] of left.entries()) {
    if (at % BATCH === 0) yield
    index.add(piecesOf(family))
  }
  const open = [...after.values()].filter((family) => !taken.has(family)).slice(0, MOST_TEXTS)
  for (const [at, family] of open.entries()) {
    if (at % BATCH === 0) yield
    for (const place of index.closest(piecesOf(family))) {
      const candidate = candidateOf(left[place], family)
      if (candidate) found.push(candidate)
    }
  }
  yield
  return mutual(found).flatMap(rowsOf)
}

/** How alike two texts are, 0 to 1, whatever their case, spaces, punctuation and accents. */
export function likeness(one: string, other: string): number {
  const [a, b] = [normalised(one), normalised(other)]
  return a === b ? 1 : nearness({ words: a }, { words: b })
}

type Text = { words: string; pieces?: Set<string> }
type Family = Text & { rows: Likable[] }
type Candidate = { before: Family; after: Family; likeness: number; rank: number }

/** Texts that differ in nothing but case, spaces, punctuation and accents, together. */
function* familiesOf(texts: readonly Likable[]): Generator<undefined, Map<string, Family>> {
  const families = new Map<string, Family>()
  for (const [at, row] of texts.entries()) {
    if (at % BATCH === 0) yield
    const words = normalised(row.text)
    const family = families.get(words)
    if (family) family.rows.push(row)
    else if (words !== '') families.set(words, { words, rows: [row] })
  }
  return families
}

function candidateOf(before: Family | undefined, after: Family): Candidate | null {
  if (!before) return null
  const near = nearness(before, after)
  const underOneCode = share(before, after, ({ code }) => code)
  if (near < (underOneCode ? NEAR_UNDER_ONE_CODE : NEAR)) return null
  const bonus =
    (underOneCode ? CODE_BONUS : 0) + (share(before, after, ({ place }) => place) ? PLACE_BONUS : 0)
  return { before, after, likeness: near, rank: near + bonus }
}

function share(one: Family, other: Family, of: (row: Likable) => string | null): boolean {
  const known = new Set(one.rows.map(of).filter((value) => value !== null))
  return other.rows.some((row) => known.has(of(row) ?? ''))
}

/** Those that are each other's best; of several that are as good, the first. */
function mutual(candidates: Candidate[]): Candidate[] {
  const best = new Map<Family, number>()
  for (const { before, after, rank } of candidates) {
    for (const family of [before, after]) {
      best.set(family, Math.max(best.get(family) ?? 0, rank))
    }
  }
  const taken = new Set<Family>()
  return candidates.filter(({ before, after, rank }) => {
    if (rank < (best.get(before) ?? 0) || rank < (best.get(after) ?? 0)) return false
    if (taken.has(before) || taken.has(after)) return false
    taken.add(before).add(after)
    return true
  })
}

/** The rows of two families one by one: those of the same code and place, of the same code, of the same place, in order. */
function rowsOf({ before, after, likeness: near }: Candidate): LikePair[] {
  const pairs: LikePair[] = []
  let [gone, fresh] = [before.rows, after.rows]
  for (const keyOf of [
    ({ code, place }: Likable) => (code === null ? null : `${code}\n${place}`),
    ({ code }: Likable) => code,
    ({ place }: Likable) => place,
    () => '',
  ]) {
    const waiting = groupBy(gone, (row) => keyOf(row) ?? row)
    fresh = fresh.filter((row) => {
      const found = waiting.get(keyOf(row) ?? row)?.shift()
      if (found) pairs.push({ goneId: found.id, freshId: row.id, likeness: near })
      return !found
    })
    gone = [...waiting.values()].flat()
  }
  return pairs
}

function nearness(one: Text, other: Text): number {
  const [few, many] = [piecesOf(one), piecesOf(other)].sort((a, b) => a.size - b.size)
  let common = 0
  for (const piece of few ?? []) if (many?.has(piece)) common += 1
  const dice = (2 * common) / Math.max(1, (few?.size ?? 0) + (many?.size ?? 0))
  const longest = Math.max(one.words.length, other.words.length)
  if (dice >= NEAR || common === 0 || longest > SHORT || longest < 5) return dice
  const slips = slipsBetween(one.words, other.words)
  return slips <= Math.max(1, Math.floor(longest / 8)) ? Math.max(dice, 1 - slips / longest) : dice
}

/** A text without case, accents, punctuation and needless spaces; of a very long one its beginning. */
function normalised(text: string): string {
  return text
    .slice(0, LONGEST)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

// Words of these scripts stand without spaces between them.
const runs =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+|[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+/gu
const spaceless =
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/**
 * Three letters at a time of each word, its ends counted; of scripts without spaces one and two. What comes again is a
 * piece of its own, so that length counts.
 */
function piecesOf(text: Text): Set<string> {
  if (text.pieces) return text.pieces
  const pieces = new Set<string>()
  const again = new Map<string, number>()
  const put = (piece: string) => {
    if (!pieces.has(piece)) return pieces.add(piece)
    const count = (again.get(piece) ?? 1) + 1
    again.set(piece, count)
    return pieces.add(`${piece}${count}`)
  }
  for (const [run] of text.words.matchAll(runs)) {
    const isSpaceless = spaceless.test(run)
    const padded = isSpaceless ? run : `  ${run} `
    const length = isSpaceless ? 2 : 3
    for (let at = 0; at < padded.length; at += 1) {
      if (isSpaceless) put(padded.charAt(at))
      if (at + length <= padded.length) put(padded.slice(at, at + length))
    }
  }
  text.pieces = pieces
  return pieces
}

/** Letters to put in, take out, change or swap with the next, to make one of the other (optimal string alignment). */
function slipsBetween(one: string, other: string): number {
  let [earlier, last]: [number[], number[]] = [[], Array.from(other, (_, at) => at + 1)]
  for (let row = 0; row < one.length; row += 1) {
    const next: number[] = []
    for (let at = 0; at < other.length; at += 1) {
      const above = last[at] ?? 0
      const left = at === 0 ? row + 1 : (next[at - 1] ?? 0)
      const corner = at === 0 ? row : (last[at - 1] ?? 0)
      let least = Math.min(above + 1, left + 1, corner + (one[row] === other[at] ? 0 : 1))
      if (row > 0 && at > 0 && one[row] === other[at - 1] && one[row - 1] === other[at]) {
        least = Math.min(least, (at === 1 ? row - 1 : (earlier[at - 2] ?? 0)) + 1)
      }
      next.push(least)
    }
    earlier = last
    last = next
  }
  return last.at(-1) ?? one.length
}

/** Texts by their pieces; only rare ones are looked up, so that what all have in common costs nothing. */
class RareIndex {
  private readonly places = new Map<string, number[]>()
  private readonly hits: number[] = []

  add(pieces: Set<string>): void {
    const place = this.hits.push(0) - 1
    for (const piece of pieces) {
      const known = this.places.get(piece)
      if (known) known.push(place)
      else this.places.set(piece, [place])
    }
  }

  /** The places of those with most rare pieces in common, in the order of their adding. */
  closest(pieces: Set<string>): number[] {
    const known = [...pieces]
      .flatMap((piece) => {
        const places = this.places.get(piece)
        return places ? [places] : []
      })
      .sort((a, b) => a.length - b.length)
      .slice(0, RAREST)
      .filter((places, at) => at === 0 || places.length <= MOST_COMMON)
    const touched: number[] = []
    let most = 0
    for (const places of known) {
      if (touched.length > MOST_TOUCHED) break
      for (const place of places.slice(0, MOST_COMMON)) {
        const hits = (this.hits[place] ?? 0) + 1
        if (hits === 1) touched.push(place)
        this.hits[place] = hits
        most = Math.max(most, hits)
      }
    }
    const best = touched
      .filter((place) => 2 * (this.hits[place] ?? 0) > most)
      .sort((a, b) => (this.hits[b] ?? 0) - (this.hits[a] ?? 0) || a - b)
      .slice(0, MOST_COMPARED)
    for (const place of touched) this.hits[place] = 0
    return best
  }
}
