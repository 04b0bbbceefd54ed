import { expect, test } from 'vitest'
import { columnsSaid, sheetSaid } from './sheet-said'

const said = (form: Record<string, string>) => sheetSaid((name) => form[name] ?? '')

test.each([
  ['another sheet, whose headings are looked for', { sheet: '2', headingLine: '4' }, { sheet: 2 }],
  [
    'another sheet, and the row of its headings',
    { sheet: '2', headingLine: '1' },
    { sheet: 2, headingLine: 1 },
  ],
  ['the row of the headings alone', { sheet: '1', headingLine: '3' }, { sheet: 1, headingLine: 3 }],
  ['nothing new', { sheet: '1', headingLine: '4' }, { sheet: 1, headingLine: 4 }],
  ['no headings, in a file without sheets', { headingLine: '0' }, { headingLine: 0 }],
])('a form says %s', (_, form, chosen) => {
  expect(said({ was: '1 4', ...form })).toEqual(chosen)
})

test('a form says what each column holds by its place, whatever else it sends', () => {
  const pairs: [string, string][] = [
    ['id', 'column.0'],
    ['column.2', 'email'],
    ['column.0', 'employer'],
    ['column.1000', 'name'],
    ['column.x', 'name'],
    ['remember', ''],
  ]
  expect(columnsSaid(pairs)).toEqual(['employer', '', 'email'])
  expect(columnsSaid([])).toEqual([])
})
