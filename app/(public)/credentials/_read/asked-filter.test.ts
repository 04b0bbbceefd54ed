import { describe, expect, test } from 'vitest'
import { askedFilter, findAddress, listAddress } from './asked-filter'

const nothing = { q: '', kind: '', provider: '', page: 1 } as const

describe('what a query asks of the list', () => {
  test.each([
    ['nothing', {}, {}],
    ['words, without the space around them', { q: '  cnc ' }, { q: 'cnc' }],
    ['words of a hundred letters', { q: 'a'.repeat(100) }, { q: 'a'.repeat(100) }],
    ['more words than anybody types', { q: 'a'.repeat(101) }, {}],
    ['a kind', { kind: 'degree' }, { kind: 'degree' }],
    ['a kind there is not', { kind: 'diploma-mill' }, {}],
    ['any kind, as an address says it', { kind: 'all' }, {}],
    ['a provider', { provider: 'lake-college-2' }, { provider: 'lake-college-2' }],
    ['a step up', { provider: '..' }, {}],
    ['a path', { provider: 'a/b' }, {}],
    ['a provider in capitals', { provider: 'Lake' }, {}],
    ['a provider that is not a slug', { provider: 'lake%2f' }, {}],
    ['a page', { page: '3' }, { page: 3 }],
    ['page nought', { page: '0' }, {}],
    ['a page before the first', { page: '-1' }, {}],
    ['half a page', { page: '1.5' }, {}],
    ['a page in words', { page: 'two' }, {}],
    ['no page', { page: '' }, {}],
    ['a page that nobody counts to', { page: '10001' }, {}],
    [
      'a part given twice',
      { kind: ['degree', 'license'], page: ['2', '3'] },
      { kind: 'degree', page: 2 },
    ],
    [
      'a good part beside a bad one',
      { kind: 'x', provider: 'lake', page: 'x' },
      { provider: 'lake' },
    ],
  ])('%s', (_, params, asked) => {
    expect(askedFilter(params)).toEqual({ ...nothing, ...asked })
  })
})

describe('where a filter’s list is', () => {
  test.each([
    [{}, 1, '/credentials'],
    [{}, 2, '/credentials/browse/all/all/2'],
    [{ kind: 'degree' }, 1, '/credentials/browse/degree/all/1'],
    [{ provider: 'lake' }, 1, '/credentials/browse/all/lake/1'],
    [{ kind: 'degree', provider: 'lake' }, 3, '/credentials/browse/degree/lake/3'],
    [{ q: 'cnc' }, 1, '/credentials/find?q=cnc'],
    [{ q: 'a&b=c d', kind: 'degree' }, 2, '/credentials/find?q=a%26b%3Dc+d&kind=degree&page=2'],
  ] as const)('%j, page %i', (filter, page, address) => {
    expect(listAddress({ ...nothing, ...filter }, page)).toBe(address)
  })

  test('is among the questions too', () => {
    const filter = { ...nothing, provider: 'lake' }
    expect(findAddress(filter, 2)).toBe('/credentials/find?provider=lake&page=2')
  })

  test('is asked for again by its own query', () => {
    const filter = { q: 'a&b', kind: 'degree', provider: 'lake', page: 4 } as const
    const { searchParams } = new URL(listAddress(filter, filter.page), 'https://x.example')
    expect(askedFilter(Object.fromEntries(searchParams))).toEqual(filter)
  })
})
