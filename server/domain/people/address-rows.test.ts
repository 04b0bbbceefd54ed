import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type AddressEdits, changedCells, rowsOfList } from './address-rows'

const bare = { employer: null, name: null, county: null, industry: null }
const address = (line: number, email: string) => ({ ...bare, line, email })
const problem = (
  line: number,
  text: string,
  reason: 'not_an_address' | 'no_address' | 'duplicate' | 'too_many',
  email: string | null = null,
) => ({ ...bare, line, text, reason, email, firstLine: null })

const read = {
  addresses: [
    { ...address(2, 'ann@keel.example'), name: 'Ann', county: 'Lorain' },
    address(5, 'cy@tide.example'),
  ],
  problems: [
    { ...problem(3, 'bo@', 'not_an_address'), employer: 'Tide Works' },
    problem(4, 'Keel, Marine', 'no_address'),
    problem(6, 'ANN@keel.example', 'duplicate', 'ann@keel.example'),
    problem(6, 'ANN@keel.example', 'duplicate', 'ann@keel.example'),
  ],
}
const rows = (edits: AddressEdits = {}, most = 10) => rowsOfList(read, edits, most)

describe('the rows of a list', () => {
  it('stand in the order of its lines, each with what stands in its cells', () => {
    expect(rows().map(({ line, text, email, reason }) => [line, text, email, reason])).toEqual([
      [2, 'ann@keel.example', 'ann@keel.example', null],
      [3, 'bo@', null, 'not_an_address'],
      [4, '', null, 'no_address'],
      [5, 'cy@tide.example', 'cy@tide.example', null],
      [6, 'ann@keel.example', null, 'duplicate'],
      [6, 'ann@keel.example', null, 'duplicate'],
    ])
    expect(rows()[2]?.quote).toBe('Keel, Marine')
    expect(new Set(rows().map(({ key }) => key)).size).toBe(6)
  })

  it('say what was typed since, and a bad address that is set right keeps what stood beside it', () => {
    const [ann, bo, none] = rows({
      'ann@keel.example': { name: 'Lee, Ann', employer: ' ' },
      '3 bo@': { email: ' Bo@Tide.example ' },
      '4 Keel, Marine': { email: 'still none' },
    })
    expect(ann).toMatchObject({ name: 'Ann Lee', employer: null, county: 'Lorain' })
    expect(bo).toMatchObject({ email: 'bo@tide.example', employer: 'Tide Works', reason: null })
    expect(none).toMatchObject({ reason: 'not_an_address', quote: 'still none' })
    const [, emptied] = rows({ '3 bo@': { email: '' } })
    expect(emptied).toMatchObject({ reason: 'no_address', quote: 'bo@' })
  })

  it('are each address once: the first that is not left out', () => {
    const left = rows({ 'ann@keel.example': { out: true } })
    expect(left.map(({ out, reason, firstLine }) => [out, reason, firstLine])).toEqual([
      [true, null, null],
      [false, 'not_an_address', null],
      [false, 'no_address', null],
      [false, null, null],
      [false, null, null],
      [false, 'duplicate', 6],
    ])
    const same = rows({ 'cy@tide.example': { email: 'ann@keel.example' } })
    expect(same[3]).toMatchObject({ reason: 'duplicate', firstLine: 2 })
  })

  it('are as many as a cycle takes', () => {
    expect(rows({}, 1).map(({ reason }) => reason)).toEqual([
      ...[null, 'not_an_address', 'no_address', 'too_many', 'duplicate', 'duplicate'],
    ])
    expect(rows({ 'ann@keel.example': { out: true } }, 1)[3]).toMatchObject({ reason: null })
  })

  it('never hold an address twice, whatever is typed or left out', () => {
    const cell = fc.constantFrom('a@x.example', 'B@x.example', 'nonsense', '', ' a@x.example ')
    const edit = fc.record({ email: cell, out: fc.boolean() }, { requiredKeys: [] })
    const keys = rows().map(({ key }) => key)
    const edits = fc.dictionary(fc.constantFrom(...keys, 'of no row'), edit)
    fc.assert(
      fc.property(edits, fc.integer({ min: 0, max: 6 }), (changed, most) => {
        const found = rows(changed, most)
        const used = found.flatMap(({ email, out }) => (email && !out ? [email] : []))
        expect(found.map(({ key }) => key)).toEqual(keys)
        expect(new Set(used).size).toBe(used.length)
        expect(used.length).toBeLessThanOrEqual(most)
        for (const row of found) {
          expect(row.out || row.reason !== null || row.email !== null).toBe(true)
        }
      }),
    )
  })
})

test('what a form says as it was shown changes nothing, and blanks are no change', () => {
  const shown = {
    email: 'a@x.example',
    name: 'Ann Lee',
    employer: 'Keel',
    county: '',
    industry: '',
  }
  expect(changedCells(shown, { ...shown, name: ' Ann  Lee ' })).toEqual({})
  expect(changedCells(shown, { employer: '', county: 'Lorain' })).toEqual({
    ...{ employer: '', county: 'Lorain' },
  })
  expect(changedCells(shown, {})).toEqual({})
})
