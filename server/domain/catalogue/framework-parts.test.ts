import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { type ShownNode, type TreePart, treePart } from './framework-parts'
import type { TreeNode } from './framework-tree'

type Item = { id: string; size: number }
const node = (id: string, children: TreeNode<Item>[] = [], size = 1): TreeNode<Item> => ({
  item: { id, size },
  children,
  repeated: false,
})
const leaves = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) => node(`${name}${at}`))
const holds = (room: number) => ({ room, sizeOf: ({ size }: Item) => size })
const root = { under: null, page: 1 }

const told = (nodes: ShownNode<Item>[]): string =>
  nodes
    .map(({ item, children, folded, under }) => {
      if (folded) return `${item.id}+${under}`
      return children.length > 0 ? `${item.id}(${told(children)})` : item.id
    })
    .join(' ')

it('shows a tree that fits whole', () => {
  const part = treePart([node('a', [node('b', [node('c')])]), node('d')], root, holds(4))
  expect(part && [told(part.nodes), part.pages]).toEqual(['a(b(c)) d', 1])
})

it('folds what has no room, the deepest first', () => {
  const forest = [node('a', [node('b', leaves('x', 9))]), node('d', leaves('y', 2))]
  const part = treePart(forest, root, holds(6))
  expect(part && told(part.nodes)).toBe('a(b+9) d(y0 y1)')
  const below = treePart(forest, { under: 'b', page: 1 }, holds(10))
  expect(below?.path.map(({ id }) => id)).toEqual(['a', 'b'])
})

it('deals a long flat list out to pages', () => {
  const forest = leaves('x', 10)
  const third = treePart(forest, { under: null, page: 3 }, holds(4))
  expect(third && [told(third.nodes), third.pages]).toEqual(['x8 x9', 3])
  expect(treePart(forest, { under: null, page: 4 }, holds(4))).toBeNull()
})

it.each(['nobody', 'd'])('knows no part under “%s”', (under) => {
  expect(treePart([node('d')], { under, page: 1 }, holds(4))).toBeNull()
})

it('takes a framework without competencies for one empty part', () => {
  expect(treePart([], root, holds(4))).toMatchObject({ nodes: [], pages: 1 })
})

/** Each node with its size and, by a number anywhere in the nodes before it, its parent. */
const shapes = fc.array(fc.record({ size: fc.integer({ min: 1, max: 5 }), parent: fc.nat(60) }), {
  maxLength: 60,
})

function forestOf(shape: { size: number; parent: number }[]): TreeNode<Item>[] {
  const nodes = shape.map(({ size }, at) => node(String(at), [], size))
  return nodes.filter((each, at) => {
    const parent = nodes[(shape[at]?.parent ?? 0) % (at + 1)]
    if (parent && parent !== each) parent.children.push(each)
    return !parent || parent === each
  })
}

test('every node is reached from the roots, and no page is fuller than its room', () => {
  fc.assert(
    fc.property(shapes, fc.integer({ min: 10, max: 60 }), (shape, room) => {
      const forest = forestOf(shape)
      const seen = new Set<string>()
      const visit = (nodes: ShownNode<Item>[]): number =>
        nodes.reduce((sum, { item, children, folded }) => {
          seen.add(item.id)
          if (folded) parts(item.id)
          return sum + item.size + visit(children)
        }, 0)
      const parts = (under: string | null) => {
        let part: TreePart<Item> | null = treePart(forest, { under, page: 1 }, holds(room))
        expect(part).not.toBeNull()
        for (; part; part = treePart(forest, { under, page: part.page + 1 }, holds(room))) {
          expect(visit(part.nodes)).toBeLessThanOrEqual(room)
        }
      }
      parts(null)
      expect(seen.size).toBe(shape.length)
    }),
    { numRuns: 300 },
  )
})
