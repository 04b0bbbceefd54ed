import { groupBy } from '@/server/domain/group-by'
import { type Cell, suppress, TABLE_THRESHOLD } from './table-suppression'

/** A published cohort as far as who took part goes: never a level. */
export type ParticipationCohort = {
  /** What was asked: scale, subject and competency. */
  item: string
  column: string
  sector: string | null
  n: number
}

export type Participation = {
  columns: string[]
  /** One row a sector; `sector` null holds groups that span sectors. */
  rows: { sector: string | null; cells: (number | 'suppressed' | null)[] }[]
}

/**
 * Who took part, by sector and column (a region): at least so many employers, the most any one item counts there.
 * It is a function of the sizes of published cohorts alone, so it changes with a release or when one expires, and
 * tells nothing that is not published (METHOD §8.3 R4, R11). A cohort has at least five employers; a cell that says less is left out all
 * the same, with others so that it cannot be worked out.
 * @returns null without a cohort, or when no choice of cells would protect a small one
 */
export function participation(cohorts: readonly ParticipationCohort[]): Participation | null {
  const columns = [...new Set(cohorts.map((cohort) => cohort.column))]
  const sectors = [...new Set(cohorts.map((cohort) => cohort.sector))].sort(lastWithout)
  if (columns.length === 0) return null
  const byCell = groupBy(cohorts, ({ sector, column }) => `${sector} ${column}`)
  const table = sectors.map((sector) =>
    columns.map((column) => largestItem(byCell.get(`${sector} ${column}`) ?? [])),
  )
  const { primary, complementary, protectable } = suppress(table, TABLE_THRESHOLD)
  if (!protectable) return null
  const hidden = new Set([...primary, ...complementary].map(nameOf))
  return {
    columns,
    rows: sectors.map((sector, row) => ({
      sector,
      cells: columns.map((_, column) => {
        if (hidden.has(nameOf([row, column]))) return 'suppressed'
        return table[row]?.[column] || null
      }),
    })),
  }
}

/** The most employers one item counts: cohorts of an item have no employer in common. */
function largestItem(cohorts: readonly ParticipationCohort[]): number {
  const sums = new Map<string, number>()
  for (const { item, n } of cohorts) sums.set(item, (sums.get(item) ?? 0) + n)
  return [...sums.values()].reduce((most, sum) => Math.max(most, sum), 0)
}

function nameOf([row, column]: Cell): string {
  return `${row} ${column}`
}

function lastWithout(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return a < b ? -1 : 1
}
