import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  boxesPart,
  changedBoxes,
  claimableUnder,
  matchingForest,
  nodeOf,
  readBoxes,
  tickAll,
  writeBoxes,
} from './claim-boxes'
import { type ClaimKind, claimKinds } from './credentials'
import type { TreeNode } from './framework-tree'

type Item = { id: string; isGroup: boolean }
const node = (id: string, ...children: TreeNode<Item>[]): TreeNode<Item> => ({
  item: { id, isGroup: /^[A-Z]/.test(id) },
  children,
  repeated: false,
})
const again = (id: string): TreeNode<Item> => ({ ...node(id), repeated: true })
const forest = [
  node('Safety', node('Machines', node('lock out'), node('guards')), node('gloves')),
  node('Reading', node('drawings'), again('guards')),
  node('alone'),
]

describe('boxes in an address', () => {
  const kinds = fc.subarray([...claimKinds])
  const ids = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 400 })

  it('come back as they were, whichever are ticked', () => {
    fc.assert(
      fc.property(
        ids.chain((order) =>
          fc.tuple(fc.constant(order), fc.dictionary(fc.constantFrom(...order), kinds)),
        ),
        ([order, said]) => {
          const boxes = new Map(Object.entries(said))
          const written = writeBoxes(order, boxes)
          if (boxes.size === 0) {
            expect(written).toBe('')
            return
          }
          expect(written).toMatch(/^[0-9a-z]+\.[0-9a-zA-H]+$/)
          expect(readBoxes(order, written)).toEqual(
            new Map(order.flatMap((id) => (boxes.has(id) ? [[id, boxes.get(id)]] : []))),
          )
        },
      ),
    )
  })

  it('of as many as a credential may claim stay short enough for an address', () => {
    const order = Array.from({ length: 20_000 }, (_, at) => `id-${at}`)
    const boxes = new Map(
      order.filter((_, at) => at % 40 === 0).map((id): [string, ClaimKind[]] => [id, ['teaches']]),
    )
    expect(boxes.size).toBe(500)
    expect(writeBoxes(order, boxes).length).toBeLessThan(2000)
  })

  const order = ['x', 'y', 'z']
  const good = writeBoxes(order, new Map([['y', ['teaches' as const]]]))
  test.each([
    ['nothing', ''],
    ['no boxes', `${good.split('.')[0]}.`],
    ['another framework', writeBoxes(['x', 'z'], new Map([['x', ['teaches' as const]]]))],
    ['a place past the last', good.replace('1B', '9B')],
    ['a place of a thousand digits', good.replace('1B', `${'z'.repeat(1000)}B`)],
    ['letters that are none', good.replace('1B', '1I')],
    ['markup', `${good}<script>`],
    ['another script', 'ж.1B'],
  ])('are not read from %s', (_, written) => {
    expect(readBoxes(order, written)).toBeNull()
  })
})

it('tells what differs from what is stored, in whatever order kinds are named', () => {
  const stored = new Map<string, ClaimKind[]>([
    ['a', ['teaches', 'assesses']],
    ['b', ['requires']],
  ])
  const said = new Map<string, ClaimKind[]>([
    ['a', ['assesses', 'teaches']],
    ['b', []],
    ['c', ['teaches']],
    ['d', []],
  ])
  expect([...changedBoxes(stored, said).keys()]).toEqual(['b', 'c'])
})

it('ticks a kind for all of a group, and takes it off when all have it; other kinds stay', () => {
  const some = new Map<string, ClaimKind[]>([['a', ['requires']]])
  const all = tickAll(some, ['a', 'b'], 'teaches')
  expect([...all]).toEqual([
    ['a', ['requires', 'teaches']],
    ['b', ['teaches']],
  ])
  expect([...tickAll(all, ['a', 'b'], 'teaches')]).toEqual([
    ['a', ['requires']],
    ['b', []],
  ])
})

it('counts what can be claimed once, at the place where it stands, and no heading', () => {
  expect(claimableUnder(forest)).toEqual(['lock out', 'guards', 'gloves', 'drawings', 'alone'])
  const safety = nodeOf(forest, 'Safety')
  expect(safety && claimableUnder([safety])).toEqual(['lock out', 'guards', 'gloves'])
  expect(nodeOf(forest, 'guards')?.repeated).toBe(false)
  expect(nodeOf(forest, 'nowhere')).toBeNull()
})

test.each([
  ['drawings', ['drawings']],
  ['Machines', ['lock out', 'guards']],
  ['nowhere', []],
])('a search for %s leaves it, the way to it and what stands under it', (sought, left) => {
  const found = matchingForest(forest, ({ id }) => id === sought)
  expect(claimableUnder(found)).toEqual(left)
})

it('deals thousands of competencies out to pages of ninety rows', () => {
  const large = Array.from({ length: 3000 }, (_, at) => node(`c${at}`))
  const part = boxesPart(large, { under: null, page: 2 })
  expect(part?.pages).toBe(34)
  expect(part?.nodes).toHaveLength(90)
})
