import { expect, test } from 'vitest'
import { acrossOf } from './across'

function mapNamed(name: string, needs: Record<string, number | null>) {
  return {
    credential: { slug: name, name },
    occupation: { code: '51-4041', title: 'Machinists' },
    rows: Object.entries(needs).map(([label, value]) => ({
      key: `key of ${label}`,
      competency: { label },
      need: value === null ? null : { value },
      employers: 12,
    })),
  }
}

test('stands in the order of the largest need of each row, a cell a map', () => {
  const { columns, rows } = acrossOf([
    mapNamed('a', { Weld: 10, Measure: 40 }),
    mapNamed('b', { Weld: 30, Measure: null }),
  ])
  expect(columns.map(({ credential }) => credential.slug)).toEqual(['a', 'b'])
  expect(rows.map(({ label }) => label)).toEqual(['Measure', 'Weld'])
  expect(rows.map(({ cells }) => cells.map((cell) => cell?.need ?? null))).toEqual([
    [40, null],
    [10, 30],
  ])
  expect(rows[0]?.cells[0]).toEqual({ need: 40, employers: 12 })
})

test('leaves out maps and competencies that nothing is published of', () => {
  const { columns, rows } = acrossOf([
    mapNamed('a', { Weld: null }),
    mapNamed('b', { Weld: 7, Measure: null }),
  ])
  expect(columns.map(({ credential }) => credential.slug)).toEqual(['b'])
  expect(rows.map(({ label }) => label)).toEqual(['Weld'])
  expect(acrossOf([])).toEqual({ columns: [], rows: [] })
})
