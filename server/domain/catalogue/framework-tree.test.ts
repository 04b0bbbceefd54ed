import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closureOf, compareSequence, forestOf, type TreeLink } from './framework-tree'

const link = (childId: string, parentId: string, sequence: TreeLink['sequence'] = null) => ({
  childId,
  parentId,
  sequence,
  position: 0,
})
const item = (id: string, codedNotation: string | null = null) => ({
  id,
  codedNotation,
  listEnumeration: null,
})

describe('closureOf', () => {
  it('gives every ancestor once with the shortest distance, also with several parents', () => {
    const { rows } = closureOf([link('c', 'b'), link('b', 'a'), link('c', 'a'), link('c', 'x')])
    expect(rows.filter(({ descendantId }) => descendantId === 'c')).toEqual(
      expect.arrayContaining([
        { ancestorId: 'b', descendantId: 'c', depth: 1 },
        { ancestorId: 'a', descendantId: 'c', depth: 1 },
        { ancestorId: 'x', descendantId: 'c', depth: 1 },
      ]),
    )
  })

  it('leaves out and names the link that closes a cycle, and a link to itself', () => {
    const found = closureOf([link('a', 'b'), link('b', 'c'), link('c', 'a'), link('d', 'd')])
    expect(found.cycles).toEqual([link('c', 'a'), link('d', 'd')])
    expect(found.rows).toHaveLength(3)
  })

  it('leaves out what lies deeper than allowed, without exhausting the stack', () => {
    const chain = Array.from({ length: 50_000 }, (_, n) => link(`n${n + 1}`, `n${n}`))
    const found = closureOf(chain)
    expect(found.tooDeep.length).toBeGreaterThan(1000)
    expect(Math.max(...found.rows.slice(0, 5000).map(({ depth }) => depth))).toBeLessThan(30)
  })

  it('never makes a node its own ancestor, whatever the links', () => {
    const links = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 }))
        .map(([child, parent]) => link(`${child}`, `${parent}`)),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(links, (given) => {
        const { rows, cycles, links: kept } = closureOf(given)
        expect(rows.every(({ ancestorId, descendantId }) => ancestorId !== descendantId)).toBe(true)
        expect(kept.length + cycles.length).toBe(given.length)
      }),
    )
  })
})

describe('forestOf', () => {
  it('orders siblings by sequence, then code with numbers as numbers, then place', () => {
    const items = [
      item('p'),
      item('z'),
      item('a10', '1.10'),
      item('a9', '1.9'),
      item('s2'),
      item('s1'),
    ]
    const links = [
      link('z', 'p'),
      link('a10', 'p'),
      link('a9', 'p'),
      link('s2', 'p', '2'),
      link('s1', 'p', 1),
    ]
    const [root] = forestOf(items, links)
    expect(root?.children.map((node) => node.item.id)).toEqual(['s1', 's2', 'a9', 'a10', 'z'])
  })

  it('shows the children of a node with two parents once, so a net cannot explode', () => {
    const layers = Array.from({ length: 25 }, (_, n) => [`l${n}a`, `l${n}b`])
    const items = layers.flat().map((id) => item(id))
    const links = layers
      .slice(1)
      .flatMap((layer, n) =>
        layer.flatMap((id) => (layers[n] ?? []).map((parent) => link(id, parent))),
      )
    const count = (nodes: ReturnType<typeof forestOf>): number =>
      nodes.reduce((sum, node) => sum + 1 + count(node.children), 0)
    expect(count(forestOf(items, links))).toBe(2 + links.length)
  })

  it.each([
    [1, 2],
    ['2', 10],
    [10, 'a'],
    ['a', 'b'],
    ['b', null],
    [0, null],
  ])('puts %o before %o', (before, after) => {
    expect(compareSequence(before, after)).toBeLessThan(0)
    expect(compareSequence(after, before)).toBeGreaterThan(0)
  })
})
