import { expect, test } from 'vitest'
import { rowsSaid } from './rows-said'

test('what a form says of rows is read by its places, cut to what a cell holds', () => {
  const rows = rowsSaid([
    ['page', '2'],
    ['key.0', 'ann@keel.example'],
    ['email.0', 'ann@keel.example'],
    ['county.0', 'x'.repeat(500)],
    ['key.1', '3 bo@'],
    ['out.1', '1'],
    ['name.7', 'of no row'],
    ['constructor.1', 'of no cell'],
    ['key.123', 'too far'],
  ])
  expect(rows).toEqual([
    { key: 'ann@keel.example', out: false, email: 'ann@keel.example', county: 'x'.repeat(120) },
    { key: '3 bo@', out: true },
  ])
  expect(rowsSaid([])).toEqual([])
})
