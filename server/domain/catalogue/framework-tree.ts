import { defaultLanguage } from '@/server/domain/default-language'
import { groupBy } from '@/server/domain/group-by'
import { frameworkLimits } from './frameworks'

/** A parent link between two nodes of one framework; `position` is its place in the source. */
export type TreeLink = {
  childId: string
  parentId: string
  sequence: number | string | null
  position: number
}

export type Closure = {
  /** Every ancestor of every node with the shortest distance between them (1 = parent). */
  rows: { ancestorId: string; descendantId: string; depth: number }[]
  /** Links left out because they would lead from a node back to itself. */
  cycles: TreeLink[]
  /** Links left out because they lie deeper than a framework may be. */
  tooDeep: TreeLink[]
  /** The links that remain: a tree, or a net where a node has several parents. */
  links: TreeLink[]
}

/**
 * All ancestors of all nodes. A node may have several parents. Links that close a cycle or lead
 * deeper than `maxDepth` are left out and named, never followed. Order of links does not matter
 * except to choose which link of a cycle is the one too many: the last.
 */
export function closureOf(links: TreeLink[], maxDepth: number = frameworkLimits.depth): Closure {
  const holding = linksThatHold(links, maxDepth)
  return { ...holding, rows: [...ancestorsOf(holding.links)] }
}

/** Of parent links those that make a tree or a net, and those that are left out; see {@link closureOf}. */
export function linksThatHold(
  links: TreeLink[],
  maxDepth: number = frameworkLimits.depth,
): Omit<Closure, 'rows'> {
  const { kept, cycles } = withoutCycles(links)
  const { shallow, tooDeep } = withoutDeep(kept, maxDepth)
  return { cycles, tooDeep, links: shallow }
}

/** All ancestors of all nodes, one after another, by links that hold. */
export function* ancestorsOf(links: TreeLink[]): Generator<Closure['rows'][number]> {
  const parents = groupBy(links, (link) => link.childId)
  for (const descendantId of parents.keys()) {
    const depths = new Map<string, number>()
    let front = [descendantId]
    for (let depth = 1; front.length > 0; depth += 1) {
      const next: string[] = []
      for (const node of front) {
        for (const { parentId } of parents.get(node) ?? []) {
          if (depths.has(parentId)) continue
          depths.set(parentId, depth)
          next.push(parentId)
        }
      }
      front = next
    }
    for (const [ancestorId, depth] of depths) yield { ancestorId, descendantId, depth }
  }
}

/** Depth-first from every node, without recursion, so a long chain cannot exhaust the stack. */
function withoutCycles(links: TreeLink[]): { kept: TreeLink[]; cycles: TreeLink[] } {
  const parents = groupBy(links, (link) => link.childId)
  const state = new Map<string, 'open' | 'done'>()
  const cycles = new Set<TreeLink>()
  for (const start of parents.keys()) {
    if (state.has(start)) continue
    state.set(start, 'open')
    const stack = [{ node: start, next: 0 }]
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const link = parents.get(top.node)?.[top.next]
      if (!link) {
        state.set(top.node, 'done')
        stack.pop()
        continue
      }
      top.next += 1
      const seen = state.get(link.parentId)
      if (seen === 'open') cycles.add(link)
      if (seen) continue
      state.set(link.parentId, 'open')
      stack.push({ node: link.parentId, next: 0 })
    }
  }
  return { kept: links.filter((link) => !cycles.has(link)), cycles: [...cycles] }
}

/** Longest distance from a root, by taking away nodes whose parents are all placed. */
function withoutDeep(links: TreeLink[], maxDepth: number) {
  const children = groupBy(links, (link) => link.parentId)
  const waiting = new Map<string, number>()
  for (const link of links) waiting.set(link.childId, (waiting.get(link.childId) ?? 0) + 1)
  const level = new Map<string, number>()
  const ready = [...children.keys()].filter((node) => !waiting.has(node))
  const tooDeep = new Set<TreeLink>()
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    const at = level.get(node) ?? 1
    for (const link of children.get(node) ?? []) {
      if (at >= maxDepth) tooDeep.add(link)
      else level.set(link.childId, Math.max(level.get(link.childId) ?? 1, at + 1))
      const left = (waiting.get(link.childId) ?? 1) - 1
      waiting.set(link.childId, left)
      if (left === 0) ready.push(link.childId)
    }
  }
  return { shallow: links.filter((link) => !tooDeep.has(link)), tooDeep: [...tooDeep] }
}

/** `repeated`: the item stands with its children elsewhere in the forest, under its first parent. */
export type TreeNode<T> = { item: T; children: TreeNode<T>[]; repeated: boolean }

type Placed = { id: string; listEnumeration: string | null; codedNotation: string | null }

/**
 * The items as a forest in stable order. Siblings stand by sequence (numbers before words), then
 * list position, code and place in the source, whatever of these is there; `1.10` comes after
 * `1.9`. A node with several parents stands under each, with its children under the first only.
 */
export function forestOf<T extends Placed>(items: T[], links: TreeLink[]): TreeNode<T>[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  const place = new Map(items.map((item, index) => [item.id, index]))
  const inside = links.filter((link) => byId.has(link.childId) && byId.has(link.parentId))
  const children = groupBy(inside, (link) => link.parentId)
  const isChild = new Set(inside.map((link) => link.childId))
  const grown = new Set<string>()
  const grow = (item: T): TreeNode<T> => {
    if (grown.has(item.id)) return { item, children: [], repeated: true }
    grown.add(item.id)
    return { item, children: below(children.get(item.id) ?? []), repeated: false }
  }
  const below = (siblings: TreeLink[]): TreeNode<T>[] =>
    siblings
      .flatMap((link) => {
        const item = byId.get(link.childId)
        return item ? [{ item, sequence: link.sequence }] : []
      })
      .sort((a, b) => compareSiblings(a, b, place))
      .map(({ item }) => grow(item))
  return items.filter((item) => !isChild.has(item.id)).map(grow)
}

function compareSiblings<T extends Placed>(
  a: { item: T; sequence: number | string | null },
  b: { item: T; sequence: number | string | null },
  place: Map<string, number>,
): number {
  return (
    compareSequence(a.sequence, b.sequence) ||
    compareText(a.item.listEnumeration, b.item.listEnumeration) ||
    compareText(a.item.codedNotation, b.item.codedNotation) ||
    (place.get(a.item.id) ?? 0) - (place.get(b.item.id) ?? 0)
  )
}

/** Numbers first and by value, then words, then what has no sequence. `"12"` counts as 12. */
export function compareSequence(a: number | string | null, b: number | string | null): number {
  const [x, y] = [asNumber(a), asNumber(b)]
  if (x !== null && y !== null) return x - y
  if (x !== null) return -1
  if (y !== null) return 1
  return compareText(textOf(a), textOf(b))
}

const natural = new Intl.Collator(defaultLanguage, { numeric: true })

function compareText(a: string | null, b: string | null): number {
  if (a !== null && b !== null) return natural.compare(a, b)
  if (a === b) return 0
  return a === null ? 1 : -1
}

function asNumber(value: number | string | null): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (value === null || value.trim() === '') return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

function textOf(value: number | string | null): string | null {
  return value === null || String(value).trim() === '' ? null : String(value)
}
