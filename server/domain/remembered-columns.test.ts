import { describe, expect, it } from 'vitest'
import { type RememberedColumns, recallColumns } from './remembered-columns'

const remembered = (name: string, columns: Record<string, string>): RememberedColumns => ({
  id: name,
  name,
  columns: Object.entries(columns).map(([heading, field]) => ({ heading, field })),
})
const short = remembered('short', { what: 'statement' })
const long = remembered('long', { what: 'statement', ref: 'code' })

describe('columns that were remembered', () => {
  it.each<[string, string[], RememberedColumns[], { name: string; fields: string[] } | null]>([
    [
      'in another order, beside others',
      ['ref', 'who', 'what'],
      [long],
      { name: 'long', fields: ['code', '', 'statement'] },
    ],
    [
      'the one that says most',
      ['what', 'ref'],
      [short, long],
      { name: 'long', fields: ['statement', 'code'] },
    ],
    [
      'the first of those that say as much',
      ['what'],
      [short, { ...short, name: 'old' }],
      { name: 'short', fields: ['statement'] },
    ],
    ['where a heading is missing', ['what'], [long], null],
    [
      'a heading that stands twice is taken once',
      ['what', 'what'],
      [short],
      { name: 'short', fields: ['statement', ''] },
    ],
    ['headings that are empty are none', ['', ''], [remembered('bad', { '': 'code' })], null],
    ['nothing', ['what'], [], null],
  ])('%s', (_, headings, all, recalled) => {
    const found = recallColumns(headings, all)
    expect(found && { name: found.from.name, fields: found.fields }).toEqual(recalled)
  })
})
