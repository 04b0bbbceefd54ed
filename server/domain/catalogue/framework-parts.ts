import type { TreeNode } from './framework-tree'

/** A node as a page shows it: `folded` are children that stand on a page of their own. */
export type ShownNode<T> = {
  item: T
  children: ShownNode<T>[]
  repeated: boolean
  under: number
  folded: boolean
}

/** A page of a tree: what stands under one node, or the roots. */
export type TreePart<T> = {
  /** From the root down, the node whose children these are last; empty for the roots. */
  path: T[]
  nodes: ShownNode<T>[]
  page: number
  pages: number
}

/**
 * The part of a forest that one page shows. A forest that fits is shown whole. Of a larger one the
 * siblings are dealt out to pages, and on a page groups unfold level by level while there is room;
 * those for which there is none are folded and have a part of their own: half of a page is kept for
 * that where there are groups. Null where `under` names
 * no node that has children, or the page is past the last.
 *
 * @param room how much a page holds, in the units of `sizeOf`; a node larger than half of it has a page alone
 */
export function treePart<T extends { id: string }>(
  forest: TreeNode<T>[],
  asked: { under: string | null; page: number },
  { room, sizeOf }: { room: number; sizeOf: (item: T) => number },
): TreePart<T> | null {
  const path = asked.under === null ? [] : pathTo(forest, asked.under)
  const siblings = asked.under === null ? forest : path.at(-1)?.children
  if (!siblings || (asked.under !== null && siblings.length === 0)) return null
  const whole = sizeOfAll(siblings, sizeOf) <= room
  const pages = whole
    ? [siblings]
    : dealt(siblings, siblings.some(hasChildren) ? room / 2 : room, sizeOf)
  const nodes = pages[asked.page - 1] ?? (asked.page === 1 ? [] : null)
  if (!nodes) return null
  return {
    path: path.map(({ item }) => item),
    nodes: unfolded(nodes, room, sizeOf),
    page: asked.page,
    pages: Math.max(1, pages.length),
  }
}

/** The nodes from a root down to the one with this id where it stands with its children. */
function pathTo<T extends { id: string }>(forest: TreeNode<T>[], id: string): TreeNode<T>[] {
  for (const node of forest) {
    if (node.item.id === id && !node.repeated) return [node]
    const below = pathTo(node.children, id)
    if (below.length > 0) return [node, ...below]
  }
  return []
}

function sizeOfAll<T>(nodes: TreeNode<T>[], sizeOf: (item: T) => number): number {
  return nodes.reduce((sum, node) => sum + sizeOf(node.item) + sizeOfAll(node.children, sizeOf), 0)
}

const hasChildren = <T>({ children }: TreeNode<T>) => children.length > 0

/** Nodes in pages of at most so much each, children not counted. */
function dealt<T>(nodes: TreeNode<T>[], room: number, sizeOf: (item: T) => number) {
  const pages: TreeNode<T>[][] = []
  let left = 0
  for (const node of nodes) {
    const size = sizeOf(node.item)
    if (pages.length === 0 || size > left) {
      pages.push([])
      left = room
    }
    pages.at(-1)?.push(node)
    left -= size
  }
  return pages
}

/** Level by level, so that a page shows the outline of all before the depths of the first. */
function unfolded<T>(nodes: TreeNode<T>[], room: number, sizeOf: (item: T) => number) {
  const shown = nodes.map(folded)
  let left = room - nodes.reduce((sum, { item }) => sum + sizeOf(item), 0)
  const waiting = nodes.map((node, at) => ({ node, shown: shown[at] }))
  for (const { node, shown: place } of waiting) {
    const size = node.children.reduce((sum, { item }) => sum + sizeOf(item), 0)
    if (!place || node.children.length === 0 || size > left) continue
    left -= size
    place.folded = false
    place.children = node.children.map(folded)
    waiting.push(...node.children.map((child, at) => ({ node: child, shown: place.children[at] })))
  }
  return shown
}

function folded<T>({ item, children, repeated }: TreeNode<T>): ShownNode<T> {
  return { item, children: [], repeated, under: children.length, folded: children.length > 0 }
}
