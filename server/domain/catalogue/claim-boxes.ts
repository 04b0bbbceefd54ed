import { z } from 'zod'
import { type ClaimKind, claimKinds } from './credentials'
import { treePart } from './framework-parts'
import type { TreeNode } from './framework-tree'

/** How many claims a credential may have. */
export const mostClaims = 500

/** What a credential shall say of one competency; nothing takes back what it says. */
export const CompetencyClaims = z.strictObject({
  competencyId: z.uuid(),
  claims: z.array(z.enum(claimKinds)).max(claimKinds.length),
})
export type CompetencyClaims = z.infer<typeof CompetencyClaims>

/** The boxes of competencies by their ids: the kinds of claim that are ticked. */
export type Boxes = ReadonlyMap<string, readonly ClaimKind[]>

type Claimable = { id: string; isGroup: boolean }

/**
 * What is ticked otherwise than it is stored, in few letters for an address: a print of the framework's competencies, then
 * each competency's place after the one before in base 36 and its boxes as a letter, `A` for none and `H` for all three.
 *
 * @example writeBoxes(['x', 'y'], new Map([['y', ['teaches']]])) // 'x.1B'
 */
export function writeBoxes(order: readonly string[], boxes: Boxes): string {
  let before = 0
  const parts = order.flatMap((id, at) => {
    const ticked = boxes.get(id)
    if (!ticked) return []
    const step = (at - before).toString(36)
    before = at
    return `${step}${letters[bitsOf(ticked)]}`
  })
  return parts.length === 0 ? '' : `${printOf(order)}.${parts.join('')}`
}

/** The boxes of what {@link writeBoxes} wrote; null where it is none of that, or the framework has other competencies now. */
export function readBoxes(
  order: readonly string[],
  written: string,
): Map<string, ClaimKind[]> | null {
  const [print, rest = ''] = written.split('.', 2)
  if (print !== printOf(order) || !/^(?:[0-9a-z]+[A-H])+$/.test(rest)) return null
  const boxes = new Map<string, ClaimKind[]>()
  let at = 0
  for (const [, step = '', letter = ''] of rest.matchAll(/([0-9a-z]+)([A-H])/g)) {
    at += Number.parseInt(step, 36)
    const id = order[at]
    if (id === undefined) return null
    const bits = letters.indexOf(letter)
    boxes.set(
      id,
      claimKinds.filter((_, kind) => bits & (1 << kind)),
    )
  }
  return boxes
}

/** Those of `said` that differ from what is stored. */
export function changedBoxes(stored: Boxes, said: Boxes): Map<string, readonly ClaimKind[]> {
  return new Map(
    [...said].filter(([id, ticked]) => bitsOf(ticked) !== bitsOf(stored.get(id) ?? [])),
  )
}

/**
 * Ticks one kind for all of these competencies; where it is ticked for all of them already it is taken off all, as a press
 * on a box would.
 */
export function tickAll(boxes: Boxes, ids: readonly string[], kind: ClaimKind): Boxes {
  const isFull = ids.every((id) => boxes.get(id)?.includes(kind))
  const next = new Map(boxes)
  for (const id of ids) {
    const others = (boxes.get(id) ?? []).filter((each) => each !== kind)
    next.set(id, isFull ? others : [...others, kind])
  }
  return next
}

/** The competencies under these nodes that can be claimed, each once: groups are headings. */
export function claimableUnder<T extends Claimable>(nodes: readonly TreeNode<T>[]): string[] {
  return nodes.flatMap(({ item, children, repeated }) => [
    ...(item.isGroup || repeated ? [] : [item.id]),
    ...claimableUnder(children),
  ])
}

/** The node of this id with all that stands under it. */
export function nodeOf<T extends Claimable>(
  forest: readonly TreeNode<T>[],
  id: string,
): TreeNode<T> | null {
  for (const node of forest) {
    if (node.item.id === id && !node.repeated) return node
    const below = nodeOf(node.children, id)
    if (below) return below
  }
  return null
}

/** What holds the words that are sought, with the way to it, and all that stands under it. */
export function matchingForest<T>(
  forest: readonly TreeNode<T>[],
  holds: (item: T) => boolean,
): TreeNode<T>[] {
  return forest.flatMap((node) => {
    if (holds(node.item)) return [node]
    const children = matchingForest(node.children, holds)
    return children.length > 0 ? [{ ...node, children }] : []
  })
}

/** Rows of boxes on one page: about three screens, and light enough for a phone. */
const rowsOfPage = 90

/** A page of the boxes; what has no room on it is folded and has a part of its own. */
export function boxesPart<T extends Claimable>(
  forest: TreeNode<T>[],
  asked: { under: string | null; page: number },
) {
  return treePart(forest, asked, { room: rowsOfPage, sizeOf: () => 1 })
}

const letters = 'ABCDEFGH'

function bitsOf(ticked: readonly ClaimKind[]): number {
  return claimKinds.reduce((bits, kind, at) => bits | (ticked.includes(kind) ? 1 << at : 0), 0)
}

/** FNV-1a over the ids: tells that a framework is another than it was, and keeps no secret. */
function printOf(order: readonly string[]): string {
  let print = 0x811c9dc5
  for (const letter of order.join()) {
    print = Math.imul(print ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  }
  return (print >>> 0).toString(36)
}
