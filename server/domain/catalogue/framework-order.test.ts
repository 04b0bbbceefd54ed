import { describe, expect, it } from 'vitest'
import { inKeptOrder, movedAmong } from './framework-order'
import type { PackageAssociation, PackageCompetency } from './frameworks'

type Item = { id: string; under?: string; sequence?: number }

/** "R: A B" is R with A and B under it; a line alone is a root. */
function treeOf(...lines: string[]) {
  const items: Item[] = []
  for (const line of lines) {
    const [parent = '', children = ''] = line.split(':')
    if (!items.some(({ id }) => id === parent)) items.push({ id: parent })
    for (const [sequence, id] of children.split(' ').filter(Boolean).entries()) {
      items.push({ id, under: parent, sequence })
    }
  }
  return {
    items: items.map(({ id }) => ({ id, listEnumeration: null, codedNotation: null })),
    links: items.flatMap(({ id, under, sequence }, position) =>
      under ? [{ childId: id, parentId: under, sequence: sequence ?? null, position }] : [],
    ),
  }
}

describe('movedAmong', () => {
  it.each<[string, string[], string[], string[]]>([
    ['nothing in the same order', ['R: A B C'], ['R: A B C'], []],
    ['one of two that change places', ['R: A B'], ['R: B A'], ['B']],
    ['the last that comes first', ['R: A B C D'], ['R: D A B C'], ['D']],
    ['the first that goes last', ['R: A B C D'], ['R: B C D A'], ['A']],
    ['all but one of an order turned round', ['R: A B C'], ['R: C B A'], ['C', 'B']],
    ['nothing for one put in before', ['R: A B'], ['R: X A B'], []],
    ['nothing for one taken out', ['R: A B C'], ['R: B C'], []],
    ['roots', ['A', 'B', 'C'], ['C', 'A', 'B'], ['C']],
    ['nothing that changed its parent', ['R: A B', 'S: C D'], ['R: A B', 'S: B C D'], []],
    ['children of a root that moved not twice', ['R: A B', 'S'], ['S', 'R: A B'], ['S']],
  ])('names %s', (_, before, after, moved) => {
    expect(movedAmong(treeOf(...before), treeOf(...after))).toEqual(moved)
  })

  it('goes by the order of siblings, not by the numbers that make it', () => {
    const later = treeOf('R: A B')
    const links = later.links.map((link) => ({ ...link, sequence: Number(link.sequence) + 10 }))
    expect(movedAmong(treeOf('R: A B'), { ...later, links })).toEqual([])
  })

  it('takes thousands in a moment', () => {
    const names = Array.from({ length: 13_485 }, (_, at) => `n${at}`)
    const [first = '', ...others] = names
    const after = treeOf(`R: ${[...others, first].join(' ')}`)
    expect(movedAmong(treeOf(`R: ${names.join(' ')}`), after)).toEqual([first])
  })
})

describe('inKeptOrder', () => {
  const competencies = ['x', 'a', 'b', 'c'].map(
    (id): PackageCompetency => ({
      ...{ id, place: {}, identifiers: [], statement: { en: id }, label: {}, codedNotation: null },
      ...{ listEnumeration: null, category: {}, type: null, axis: null, levels: [] },
      ...{ educationLevels: [], notes: {}, keywords: {}, language: null, modifiedAt: null },
      ...{ extra: {}, raw: {} },
    }),
  )
  const top = (id: string, sequence: number | null): PackageAssociation => ({
    ...{ identifiers: [], type: 'isChildOf', sequence, modifiedAt: null, extra: {}, raw: {} },
    ...{ from: { kind: 'competency', id }, to: { kind: 'framework' } },
  })
  const orderOf = (links: PackageAssociation[]) =>
    inKeptOrder(competencies, links).map(({ id }) => id)

  it('puts those that the framework numbers into each other’s places', () => {
    expect(orderOf([top('a', 3), top('b', 1), top('c', 2)])).toEqual(['x', 'b', 'c', 'a'])
  })

  it('leaves those without a number where they came', () => {
    expect(orderOf([])).toEqual(['x', 'a', 'b', 'c'])
    expect(orderOf([top('c', null), top('b', null)])).toEqual(['x', 'a', 'b', 'c'])
  })
})
