import type { RegionEmployment } from '@/server/domain/catalogue/employment'
import { participation } from '@/server/domain/method/participation'
import { SHARE_TO_HEAR } from '@/server/domain/method/post-stratification'
import type { SummaryView } from '@/server/domain/reading/summary-view'
import type { CohortRow } from '@/server/services/published/published-cohorts'

/** More regions than a table can be read across; they are then counted together. */
const MOST_COLUMNS = 6

/**
 * Who took part by sector and reporting region, from the sizes of published groups; large sectors of a region
 * that nobody speaks for yet are named too.
 * @param regionNames by id, in the order of the columns
 */
export function whoTookPart(
  cohorts: readonly CohortRow[],
  regionNames: ReadonlyMap<string, string>,
  employment: RegionEmployment | null,
): SummaryView['participation'] {
  const present = new Set(cohorts.map((cohort) => cohort.regionId))
  const together = present.size === 1 || present.size > MOST_COLUMNS || present.has(null)
  const table = participation(
    cohorts.map((cohort) => ({
      item: `${cohort.scale} ${cohort.subjectId} ${cohort.competencyId}`,
      column: together ? '' : (cohort.regionId ?? ''),
      sector: cohort.sector,
      n: cohort.counts.reduce((sum, count) => sum + count, 0),
    })),
  )
  if (!table) return null
  const order = [...regionNames.keys()].filter((id) => table.columns.includes(id))
  const columns = together ? table.columns : order
  const shares = new Map(
    employment?.sectors.map(({ sector, share }) => [String(sector), share]) ?? [],
  )
  const heard = new Set(table.rows.map((row) => row.sector))
  const unheard = [...shares].flatMap(([sector, share]) =>
    share !== null && share >= SHARE_TO_HEAR && !heard.has(sector)
      ? [{ sector, cells: columns.map(() => null) }]
      : [],
  )
  const rows = table.rows.map(({ sector, cells }) => ({
    sector,
    cells: columns.map((column) => cells[table.columns.indexOf(column)] ?? null),
  }))
  const spanning = rows.filter((row) => row.sector === null)
  const named = [...rows.filter((row) => row.sector !== null), ...unheard].sort((a, b) =>
    (a.sector ?? '') < (b.sector ?? '') ? -1 : 1,
  )
  return {
    columns: together ? [] : columns.map((id) => regionNames.get(id) ?? id),
    rows: [...named, ...spanning].map((row) => ({
      ...row,
      share: row.sector === null ? null : (shares.get(row.sector) ?? null),
    })),
  }
}
