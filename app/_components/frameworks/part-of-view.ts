import type { ShownNode, TreePart } from '@/server/domain/catalogue/framework-parts'
import { treePart } from '@/server/domain/catalogue/framework-parts'
import type { CompetencySummary, FrameworkView } from '@/server/domain/catalogue/framework-view'
import { forestOfView } from './forest-of-view'

/** Which part of a framework's tree a page shows: under which competency, and which page of it. */
export type AskedPart = { under: string | null; page: number }

export const firstPart: AskedPart = { under: null, page: 1 }

export type FrameworkPart = TreePart<CompetencySummary>
export type PartNode = ShownNode<CompetencySummary>

/**
 * Bytes of a page for its tree. A page of a framework weighs at most 300 kB with all around the
 * tree; the browser is given each row twice, as markup and as what the markup was made of.
 */
const ROOM = 230_000

/** What a row weighs besides its words: markup, its links and what they are made of. */
const ROW = { public: 1_300, workspace: 1_900 }

const encoder = new TextEncoder()
const bytes = (text: string) => encoder.encode(text).length

/** A page of a framework's tree in the order it is read; null where there is no such part. */
export function partOfView(
  view: FrameworkView,
  asked: AskedPart,
  shownIn: keyof typeof ROW,
): FrameworkPart | null {
  return treePart(forestOfView(view), asked, {
    room: ROOM,
    sizeOf: ({ label, statement, notes }) =>
      ROW[shownIn] + 4 * bytes(label) + 2 * bytes(statement) + 2 * bytes(notes),
  })
}
