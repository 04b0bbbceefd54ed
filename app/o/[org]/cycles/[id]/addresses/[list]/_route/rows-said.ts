import { type RowCell, rowCells } from '@/server/domain/people/address-rows'

type Row = { key: string; out: boolean } & Partial<Record<RowCell, string>>

/** The rows of a page as the form around them sends them. */
export function rowsSaid(pairs: readonly (readonly [name: string, value: string])[]): Row[] {
  const rows = new Map<string, Row>()
  for (const [name, value] of pairs) {
    const at = /^key\.(\d{1,2})$/.exec(name)?.[1]
    if (at !== undefined) rows.set(at, { key: value, out: false })
  }
  for (const [name, value] of pairs) {
    const [, cell = '', at = ''] = /^([a-z]+)\.(\d{1,2})$/.exec(name) ?? []
    const row = rows.get(at)
    if (!row) continue
    if (cell === 'out') row.out = true
    else if (isCell(cell)) row[cell] = value.slice(0, rowCells[cell])
  }
  return [...rows.values()]
}

function isCell(name: string): name is RowCell {
  return Object.hasOwn(rowCells, name)
}
