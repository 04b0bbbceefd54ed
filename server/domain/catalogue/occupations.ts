import { indexNames, type Name, type NameIndex, searchNames } from './name-index'

/** The source of what people call occupations that ships with the program, which a person has looked at. */
export const reviewedSource = 'Plumbline'

/** One occupation to find: its id is `<taxonomy><version>:<code>`. */
export type OccupationEntry = {
  id: string
  code: string
  title: string
  /** What people call it, as a person has looked at it. */
  plainTitles: readonly string[]
  /** What else it is called, as it was loaded from elsewhere. */
  loadedTitles?: readonly string[]
}
export type OccupationHit = {
  id: string
  code: string
  title: string
  /** What people call it that was found, when it was not the official title. */
  matched: string | null
  /** Whether a name of it holds each word that was asked for, and nothing was guessed. */
  whole: boolean
}
export type OccupationIndex = NameIndex<OccupationEntry>

/** Prepares occupations for `searchOccupationIndex`; build it once, it holds about a thousand entries. */
export function indexOccupations(entries: readonly OccupationEntry[]): OccupationIndex {
  const inOrder = [...entries].sort((a, b) => a.code.localeCompare(b.code))
  return indexNames(inOrder.map((entry) => ({ entry, names: [...namesOf(entry)] })))
}

function* namesOf({ title, plainTitles, loadedTitles = [] }: OccupationEntry): Iterable<Name> {
  yield { text: title, rank: OFFICIAL }
  for (const text of plainTitles) yield { text, rank: 1 }
  for (const text of loadedTitles) yield { text, rank: 2 }
}

const OFFICIAL = 0

/**
 * Finds occupations by code, by official title or by what people call them, forgiving small typing errors
 * ("machinst" finds Machinists). Best first, at most `limit`; an empty query finds nothing.
 */
export function searchOccupationIndex(
  index: OccupationIndex,
  query: string,
  limit: number,
): OccupationHit[] {
  const code = query.trim()
  if (/^\d{2}-?\d/.test(code)) {
    return index.entries
      .filter(({ entry }) => entry.code.startsWith(code))
      .slice(0, limit)
      .map(({ entry }) => hit(entry, null, true))
  }
  return searchNames(index, query)
    .slice(0, limit)
    .map(({ entry, name, whole }) => hit(entry, name.rank > OFFICIAL ? name.text : null, whole))
}

function hit(
  { id, code, title }: OccupationEntry,
  matched: string | null,
  whole: boolean,
): OccupationHit {
  return { id, code, title, matched, whole }
}
