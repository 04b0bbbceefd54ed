import { typeFromWord } from '@/server/domain/catalogue/frameworks'
import {
  mostGroups,
  type SheetColumn,
  sheetColumns,
  type translatedColumns,
} from '@/server/domain/catalogue/sheet-columns'
import type { SpreadsheetMapping } from '@/server/domain/catalogue/sheet-mapping'
import { headingLanguage, plainHeading } from './headings'
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
  /** Such as A-1, 1.2 or 3. */
  codes: number
}

/**
 * Which column is probably which: by its heading, and where a heading may mean several by what its cells
 * hold. Columns under one heading that reaches over them are all as the first is: a chart's tasks. A column of statements has a different one in most rows; one whose values repeat, or stand once
 * above blanks, is a tree's; a category that says knowledge or skill is a kind. Nothing is guessed by
 * position: columns under headings nobody knows stay out.
 */
export function guessMapping({
  headers,
  rows,
  shared = [],
  unnamed = [],
}: Pick<Table, 'headers' | 'rows'> &
  Partial<Pick<Table, 'shared' | 'unnamed'>>): SpreadsheetMapping {
  const some = rows.slice(0, looked)
  const columns = headers.map((heading, at) => columnOf(heading, at, some))
  const charted = chartOf(columns, { shared, unnamed })
  let free = columns.filter(({ at }) => !shared.includes(at) && !charted?.more.includes(at))
  const mapping: SpreadsheetMapping = {}
  const take = (ours: SheetColumn, found: Column | undefined) => {
    if (!found) return
    mapping[ours] = found.at
    free = free.filter((column) => column !== found)
  }
  const mark = free.find(({ heading }) => marksFramework(heading))
  if (mark) mapping.isFramework = mark.at
  take(
    'type',
    likeliest(
      'type',
      free.filter((column) => saysKinds(column) || !mayBeMore(column)),
    ),
  )
  take(
    'identifier',
    likeliest(
      'identifier',
      free.filter((column) => !repeats(column)),
    ),
  )
  take('parent', likeliest('parent', free))
  take('code', likeliest('code', free))
  const translate = (column: (typeof translatedColumns)[number]) => {
    const own = headers[mapping[column] ?? -1]
    const others = free.filter(({ heading }) => own !== undefined && translates(heading, own))
    free = free.filter((each) => !others.includes(each))
    const more = others.map(({ at }) => ({ column, at }))
    if (more.length > 0) mapping.translations = [...(mapping.translations ?? []), ...more]
  }
  if (charted?.code !== undefined) take('code', columns[charted.code])
  take('statement', charted ? columns[charted.statement] : statementAmong(free))
  translate('statement')
  const isGroup = (column: Column) =>
    isOfTree(column) || (charted !== null && namesGroups(column.heading) && column.filled > 0)
  const groups = mapping.parent === undefined ? free.filter(isGroup).slice(0, mostGroups) : []
  if (groups.length > 0) mapping.groups = groups.map(({ at }) => at)
  free = free.filter((column) => !groups.includes(column))
  take('label', titleAmong(free))
  translate('label')
  for (const ours of sheetColumns) if (!taken.has(ours)) take(ours, likeliest(ours, free))
  if (mapping.statement === undefined && mapping.label !== undefined) {
    mapping.statement = mapping.label
    delete mapping.label
  }
  return charted && charted.more.length > 0 ? { ...mapping, more: charted.more } : mapping
}

type Chart = { statement: number; more: number[]; code?: number }

/**
 * Columns that are all as their first is: under one heading that reaches over them (*Tasks*), under one that is numbered
 * (*Task 1*, *Task 2*), or to the right of a task beside its group without any heading. Of a number and its words under
 * one heading the first is the code. Null where a table is no chart.
 */
function chartOf(
  columns: Column[],
  { shared, unnamed }: Pick<Table, 'shared' | 'unnamed'>,
): Chart | null {
  const first = columns.find(
    (column) =>
      !shared.includes(column.at) && isStatement(column) && shared.includes(column.at + 1),
  )
  if (first) {
    const more = shared.filter((at) => columns[at]?.heading === first.heading)
    const [next] = more
    const words = columns[next ?? -1]
    if (next !== undefined && words && first.codes * 2 > first.filled && words.codes === 0) {
      return { statement: next, more: more.slice(1), code: first.at }
    }
    return { statement: first.at, more }
  }
  const numbered = columns.filter(
    ({ heading }) => /\d\s*$/.test(heading) && isStatement(plainly(heading)),
  )
  const [one, ...others] = numbered
  if (one && others.length > 0) return { statement: one.at, more: others.map(({ at }) => at) }
  const task = columns.find(
    (column) =>
      isStatement(column) && unnamed.includes(column.at + 1) && isBesideGroup(columns, column),
  )
  if (!task) return null
  const more: number[] = []
  for (let at = task.at + 1; unnamed.includes(at); at += 1) more.push(at)
  return { statement: task.at, more }
}

/** A heading without its number. */
function plainly(heading: string): { heading: string } {
  return { heading: heading.replace(/[\s#]*\d+\s*$/, '') }
}

function isBesideGroup(columns: Column[], { at }: Column): boolean {
  const left = columns[at - 1]
  return left !== undefined && left.filled > 0 && namesGroups(left.heading)
}

const taken = new Set<SheetColumn>(['type', 'identifier', 'parent', 'code', 'statement', 'label'])

/**
 * The likeliest column that says something else in most rows; else one that is often blank, where its rows
 * have a title instead. Of an outline, where each level has a column, the innermost.
 */
function statementAmong(free: Column[]): Column | undefined {
  const able = free.filter((column) => !saysKinds(column))
  const fresh = able.filter((column) => !repeats(column))
  const found =
    likeliest(
      'statement',
      fresh.filter((column) => !isSparse(column)),
    ) ??
    likeliest(
      'statement',
      fresh.filter(({ heading }) => !namesGroups(heading)),
    )
  if (found || titleAmong(free)) return found
  const levels = able.filter(({ heading, filled }) => namesGroups(heading) && filled > 0)
  const innermost = levels.length > 1 ? levels.findLast((column) => !repeats(column)) : undefined
  return innermost ?? likeliest('statement', able)
}

/** Whether a heading says the same as another in a language of its own. */
function translates(heading: string, other: string): boolean {
  const [language, its] = [headingLanguage(heading), headingLanguage(other)]
  return language !== null && language !== its && plainHeading(heading) === plainHeading(other)
}

/** What is headed as a title, else what could have been the statement. */
function titleAmong(free: Column[]): Column | undefined {
  const fresh = free.filter((column) => !repeats(column))
  return (
    likeliest('label', fresh) ?? fresh.find((column) => isStatement(column) && !isSparse(column))
  )
}

function columnOf(heading: string, at: number, rows: Table['rows']): Column {
  const cells = rows.map(({ cells: row }) => row[at]?.trim() ?? '').filter((cell) => cell !== '')
  return {
    ...{ at, heading, rows: rows.length, filled: cells.length },
    distinct: new Set(cells).size,
    kinds: cells.filter((cell) => typeFromWord(cell) !== null).length,
    codes: cells.filter((cell) => /^\p{L}{0,3}[-.\s]?\d+(?:[-.]\w+)*\.?$/u.test(cell)).length,
  }
}

/** The column under the likeliest heading; the first of several. */
function likeliest(ours: SheetColumn, columns: Column[]): Column | undefined {
  const ranked = columns.flatMap((column) => {
    const rank = headingRank(ours, column.heading)
    return rank === null ? [] : [{ column, rank }]
  })
  const best = Math.min(...ranked.map(({ rank }) => rank))
  return ranked.find(({ rank }) => rank === best)?.column
}

function isStatement({ heading }: Pick<Column, 'heading'>): boolean {
  return headingRank('statement', heading) !== null
}

/** A heading for a kind that may as well be one for groups or for the competency itself: category, KSA. */
function mayBeMore(column: Column): boolean {
  return namesGroups(column.heading) || isStatement(column)
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

/** A tree's column says something more than once, or once above blanks; of a row or two only its heading tells. */
function isOfTree(column: Column): boolean {
  const { heading, rows, filled, distinct } = column
  if (!namesGroups(heading) || filled === 0) return false
  return distinct < filled || filled < rows || (rows < 3 && !isStatement(column))
}
