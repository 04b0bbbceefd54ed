import { describe, expect, it } from 'vitest'
import { columnsSaid, sheetSaid } from './sheet-said'

const field = (form: Record<string, string>) => (name: string) => form[name] ?? ''

describe('the sheet and the headings a form says', () => {
  it.each([
    ['the row alone', { was: '0 1', headingLine: '4' }, { headingLine: 4 }],
    ['the same sheet', { was: '1 2', sheet: '1', headingLine: '3' }, { sheet: 1, headingLine: 3 }],
    [
      'another sheet, whose headings are looked for',
      { was: '0 4', sheet: '2', headingLine: '4' },
      { sheet: 2 },
    ],
    [
      'another sheet and its row',
      { was: '0 4', sheet: '2', headingLine: '7' },
      { sheet: 2, headingLine: 7 },
    ],
  ])('%s', (_, form, said) => {
    expect(sheetSaid(field(form))).toEqual(said)
  })
})

describe('the columns a form says', () => {
  it('have their places, whatever else it says', () => {
    const pairs = [
      ['column.2', 'code'],
      ['name', 'A table'],
      ['column.0', 'statement'],
      ['column.1000', 'far'],
      ['column.x', 'no'],
    ] as const
    expect(columnsSaid(pairs)).toEqual(['statement', '', 'code'])
  })
})
