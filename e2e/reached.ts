import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const PEOPLE = ['visitor', 'employer', 'educator', 'partnership', 'operator'] as const
/** Whose pages there are; some exist only while something is in hand. */
export const EVERYBODY = [...PEOPLE, 'rater', 'work in hand'] as const
type Somebody = (typeof EVERYBODY)[number]

/** Notes which kinds of page somebody has reached on a screen, for the test that looks at all of them together. */
export function noteReached(screen: string, who: Somebody, patterns: Iterable<string>): void {
  const file = noteOf(screen, who)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify([...patterns]))
}

/** What all of them together have reached; undefined while somebody's pages were not tried. */
export function reachedByAll(screen: string): Set<string> | undefined {
  const notes = EVERYBODY.map((who) => noteOf(screen, who))
  if (!notes.every((note) => existsSync(note))) return undefined
  return new Set(notes.flatMap((note): string[] => JSON.parse(readFileSync(note, 'utf8'))))
}

function noteOf(screen: string, who: Somebody): string {
  return join(process.env.E2E_FOLDER ?? '', 'reached', screen, `${who}.json`)
}
