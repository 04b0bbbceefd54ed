import { typeFromWord } from '@/server/domain/catalogue/frameworks'
import { mostGroups, type SheetColumn, sheetColumns } from '@/server/domain/catalogue/sheet-columns'
import type { SpreadsheetMapping } from '@/server/domain/catalogue/sheet-mapping'
import { headingRank, marksFramework, namesGroups } from './sheet-headings'
import type { Table } from './table'

/** As many rows as tell what a column holds. */
const looked = 500

/** What the cells of a column say about it: how many hold something, how many different things, how many a kind. */
type Column = {
  at: number
  heading: string
  rows: number
  filled: number
  distinct: number
  kinds: number
}

/**
 * Which column is probably which: by its heading, and where a heading may mean several by what its cells
 * hold. A column of statements has a different one in most rows; one whose values repeat, or stand once
 * above blanks, is a tree's; a category that says knowledge or skill is a kind. Nothing is guessed by
 * position: columns under headings nobody knows stay out.
 */
export function guessMapping({
  headers,
  rows,
}: Pick<Table, 'headers' | 'rows'>): SpreadsheetMapping {
  const some = rows.slice(0, looked)
  const columns = headers.map((heading, at) => columnOf(heading, at, some))
  const mapping: SpreadsheetMapping = {}
  const taken = new Set<number>()
  const take = (ours: SheetColumn, fits: (column: Column) => boolean) => {
    if (mapping[ours] !== undefined) return
    const found = likeliest(
      ours,
      columns.filter((column) => !taken.has(column.at) && fits(column)),
    )
    if (found === null) return
    mapping[ours] = found
    taken.add(found)
  }

  take('type', (column) => saysKinds(column) || !mayBeMore(column))
  take('identifier', (column) => !repeats(column))
  take('parent', () => true)
  take('code', () => true)
  take('statement', (column) => !repeats(column) && !isSparse(column) && !saysKinds(column))
  take('statement', (column) => !repeats(column) && !saysKinds(column))
  if (mapping.parent === undefined) {
    const groups = columns.filter((column) => !taken.has(column.at) && isOfTree(column))
    for (const { at } of groups.slice(0, mostGroups)) taken.add(at)
    if (groups.length > 0) mapping.groups = groups.slice(0, mostGroups).map(({ at }) => at)
  }
  for (const ours of sheetColumns) {
    if (ours !== 'type' && ours !== 'statement')
      take(ours, (column) => !repeats(column) || ours !== 'identifier')
  }
  const name = columns.find(({ heading, at }) => !taken.has(at) && isStatement(heading))
  if (mapping.label === undefined && name && !repeats(name)) mapping.label = name.at
  if (mapping.statement === undefined && mapping.label !== undefined) {
    mapping.statement = mapping.label
    delete mapping.label
  }
  const mark = columns.find(({ heading }) => marksFramework(heading))
  if (mark) mapping.isFramework = mark.at
  return mapping
}

function columnOf(heading: string, at: number, rows: Table['rows']): Column {
  const cells = rows.map(({ cells: row }) => row[at]?.trim() ?? '').filter((cell) => cell !== '')
  return {
    ...{ at, heading, rows: rows.length, filled: cells.length },
    distinct: new Set(cells).size,
    kinds: cells.filter((cell) => typeFromWord(cell) !== null).length,
  }
}

/** The column under the likeliest heading; the first of several. */
function likeliest(ours: SheetColumn, columns: Column[]): number | null {
  const ranked = columns.flatMap(({ at, heading }) => {
    const rank = headingRank(ours, heading)
    return rank === null ? [] : [{ at, rank }]
  })
  const best = Math.min(...ranked.map(({ rank }) => rank))
  return ranked.find(({ rank }) => rank === best)?.at ?? null
}

function isStatement(heading: string): boolean {
  return headingRank('statement', heading) !== null
}

/** A heading for a kind that may as well be one for groups or for the competency itself: category, KSA. */
function mayBeMore({ heading }: Column): boolean {
  return namesGroups(heading) || isStatement(heading)
}

function saysKinds({ filled, kinds }: Column): boolean {
  return filled > 0 && kinds * 2 >= filled
}

function repeats({ filled, distinct }: Column): boolean {
  return filled > 1 && distinct * 2 <= filled
}

function isSparse({ rows, filled }: Column): boolean {
  return rows > 1 && filled * 2 <= rows
}

/** A tree's column says something more than once, or once above blanks; of a row or two nobody can tell. */
function isOfTree({ heading, rows, filled, distinct }: Column): boolean {
  if (!namesGroups(heading) || filled === 0) return false
  return rows < 3 || distinct < filled || filled < rows
}
