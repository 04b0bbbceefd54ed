import { sectorNamed } from '@/server/domain/industries'
import { industryWords } from './industry-words'
import { codesAbove, naicsCodes } from './naics-codes'
import { type FoundName, indexNames, type Name, type NameIndex, searchNames } from './name-index'

/** One industry of the NAICS: its id is `naics2017:<code>`, its level the digits of a code of its own. */
export type IndustryEntry = { id: string; code: string; title: string; level: number }
export type IndustryHit = {
  id: string
  code: string
  title: string
  /** The everyday word that was found, when it was not the official title. */
  matched: string | null
}
export type IndustryIndex = NameIndex<IndustryEntry>

/** Prepares the industries for `searchIndustryIndex`; build it once, it holds about two thousand. */
export function indexIndustries(entries: readonly IndustryEntry[]): IndustryIndex {
  const inOrder = [...entries].sort((a, b) => b.level - a.level || a.code.localeCompare(b.code))
  return indexNames(inOrder.map((entry) => ({ entry, names: namesOf(entry) })))
}

const OFFICIAL = 1

/** Everyday words were chosen for one code of many whose titles hold them, so they go first. */
function namesOf({ code, title }: IndustryEntry): Name[] {
  const words = industryWords[code] ?? []
  return [...words.map((text) => ({ text, rank: 0 })), { text: title, rank: OFFICIAL }]
}

/**
 * Finds industries by code, by everyday word or by official title, forgiving small typing errors ("machne shop" finds Machine
 * Shops). Best first, the finest of those that are called the same, at most `limit`; an empty query finds nothing.
 */
export function searchIndustryIndex(
  index: IndustryIndex,
  query: string,
  limit: number,
): IndustryHit[] {
  const code = codeIn(query)
  const coded =
    code === null ? [] : index.entries.filter(({ entry }) => entry.code.startsWith(code))
  if (coded.length > 0) {
    return coded
      .map(({ entry }) => entry)
      .sort((a, b) => a.level - b.level || a.code.localeCompare(b.code))
      .slice(0, limit)
      .map((entry) => hit(entry, null))
  }
  return found(index, query)
    .slice(0, limit)
    .map(({ entry, name }) => hit(entry, name.rank < OFFICIAL ? name.text : null))
}

/** What a text means: one industry, one of several, or none that is known. */
export type IndustryMeant =
  | { kind: 'one'; industry: IndustryEntry }
  | { kind: 'several'; industries: IndustryEntry[] }
  | { kind: 'unknown' }

/** How many are named where several could be meant. */
const NAMED = 3

/**
 * The industry that a text in a form means: a code, of which a later edition's is found by what it is a part of; a title or an
 * everyday word as it stands; or something that is clearly nearer to one industry than to any other of another subsector.
 */
export function industryMeant(index: IndustryIndex, text: string): IndustryMeant {
  const codes = naicsCodes(text)
  const coded = [...new Set(codes.flatMap((code) => nearestTo(index, code) ?? []))]
  const [one, other] = coded.length > 0 ? coded : [namedBy(index, text)]
  if (one && !other) return { kind: 'one', industry: one }
  const industries = other ? coded : found(index, text).map(({ entry }) => entry)
  if (industries.length === 0 || (codes.length > 0 && !other)) return { kind: 'unknown' }
  return { kind: 'several', industries: industries.slice(0, NAMED) }
}

function nearestTo(index: IndustryIndex, code: string): IndustryEntry | undefined {
  const entries = index.entries.map(({ entry }) => entry)
  return codesAbove(code).flatMap((each) => entries.find((entry) => entry.code === each) ?? [])[0]
}

function namedBy(index: IndustryIndex, text: string): IndustryEntry | undefined {
  const sector = sectorNamed(text)
  const [best, ...others] = found(index, text)
  if (best && best.score >= CLEAR) {
    const rival = others.find(({ entry }) => subsectorOf(entry) !== subsectorOf(best.entry))
    if (!rival || isAhead(best, rival)) return best.entry
  }
  return sector ? nearestTo(index, sector) : undefined
}

/** Below this score too little was found or guessed to mean anything. */
const CLEAR = 0.75
/** How far the best has to be ahead of any of another subsector, and how far when its words were guessed. */
const AHEAD = { found: 0.08, guessed: 0.2 }

/** Of names that fit alike, one that holds the same words and no others and was chosen for them is meant. */
function isAhead(best: FoundName<IndustryEntry>, rival: FoundName<IndustryEntry>): boolean {
  if (best.score - rival.score >= (best.whole ? AHEAD.found : AHEAD.guessed)) return true
  return best.same && (!rival.same || best.name.rank < rival.name.rank)
}

function subsectorOf({ code }: IndustryEntry): string {
  return code.slice(0, 3)
}

/** The same title stands at several levels: the finest is the one that is meant. */
function found(index: IndustryIndex, query: string): FoundName<IndustryEntry>[] {
  const seen = new Set<string>()
  return searchNames(index, query).filter(({ entry: { title } }) => {
    const first = !seen.has(title)
    seen.add(title)
    return first
  })
}

/** A code at the beginning of a text, such as `332710`, `31-33` or `332710 Machine Shops`; null without one. */
function codeIn(text: string): string | null {
  const said = /^\s*(?:NAICS\b\W*)?(\d{2}-\d{2}|\d{2,6})(?!\w)/i.exec(text)?.[1]
  return said ?? null
}

function hit({ id, code, title }: IndustryEntry, matched: string | null): IndustryHit {
  return { id, code, title, matched }
}
