import type { TreeLink, TreeNode } from './framework-tree'
import { compareSequence, forestOf } from './framework-tree'
import type { PackageAssociation } from './frameworks'

type Placed = { id: string; listEnumeration: string | null; codedNotation: string | null }

/**
 * The competencies in the order they are kept in: as they came, but those that the source numbers under the framework
 * itself stand by those numbers in each other's places.
 */
export function inKeptOrder<Competency extends { id: string }>(
  competencies: Competency[],
  associations: Pick<PackageAssociation, 'type' | 'from' | 'to' | 'sequence'>[],
): Competency[] {
  const numbers = new Map<string, number | string>()
  for (const { type, from, to, sequence } of associations) {
    if (type !== 'isChildOf' || to.kind !== 'framework' || from.kind !== 'competency') continue
    if (sequence !== null && !numbers.has(from.id)) numbers.set(from.id, sequence)
  }
  const numbered = competencies
    .filter(({ id }) => numbers.has(id))
    .sort((a, b) => compareSequence(numbers.get(a.id) ?? null, numbers.get(b.id) ?? null))
  return competencies.map((competency) =>
    numbers.has(competency.id) ? (numbered.shift() ?? competency) : competency,
  )
}

/**
 * The fewest competencies that have to move among their siblings to make one order of the other: those beside the longest
 * run that both have. Only siblings under one parent, or none, before and after are compared.
 */
export function movedAmong<Before extends Placed, After extends Placed>(
  before: { items: Before[]; links: TreeLink[] },
  after: { items: After[]; links: TreeLink[] },
): string[] {
  const places = new Map(
    siblingsOf(forestOf(before.items, before.links)).map(([parent, ids]) => [
      parent,
      new Map(ids.map((id, place) => [id, place])),
    ]),
  )
  return siblingsOf(forestOf(after.items, after.links)).flatMap(([parent, ids]) => {
    const known = places.get(parent)
    const kept = ids.flatMap((id) => {
      const place = known?.get(id)
      return place === undefined ? [] : [{ id, place }]
    })
    const staying = longestRun(kept.map(({ place }) => place))
    return kept.filter(({ place }) => !staying.has(place)).map(({ id }) => id)
  })
}

/** The children of each parent in order; of the framework itself under no name. */
function siblingsOf<T extends Placed>(roots: TreeNode<T>[]): [string, string[]][] {
  const named = (nodes: TreeNode<T>[]) => nodes.map(({ item }) => item.id)
  const below = (nodes: TreeNode<T>[]): [string, string[]][] =>
    nodes.flatMap(({ item, children }) =>
      children.length === 0 ? [] : [[item.id, named(children)], ...below(children)],
    )
  return [['', named(roots)], ...below(roots)]
}

/** The longest run of different numbers that grows, by patience: each on the lowest heap whose top is larger. */
function longestRun(numbers: number[]): Set<number> {
  const tops: number[] = []
  const before = new Map<number, number | undefined>()
  for (const number of numbers) {
    let [low, high] = [0, tops.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((tops[middle] ?? 0) < number) low = middle + 1
      else high = middle
    }
    before.set(number, tops[low - 1])
    tops[low] = number
  }
  const run = new Set<number>()
  for (let last = tops.at(-1); last !== undefined; last = before.get(last)) run.add(last)
  return run
}
