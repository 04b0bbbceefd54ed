import { addCounts, MAX_AGE_QUARTERS, totalOf } from '@/server/domain/method/counts'
import { METHOD_VERSION } from '@/server/domain/method/method-changes'
import { fitTrend, importanceTrend, type Trend } from '@/server/domain/method/trends'
import type { MapFilter } from '@/server/domain/reading/map-filter'
import type { MapView } from '@/server/domain/reading/map-view'
import { findingOf, mapRows } from '@/server/domain/reading/maps'
import type { TrendView } from '@/server/domain/reading/trend-view'
import { SCALE_SHAPES } from '@/server/domain/scales'
import { authorize } from '@/server/services/authorize'
import type { Context, OrgContext } from '@/server/services/context'
import { type CohortHistories, cohortHistories } from '@/server/services/published/cohort-histories'
import type { CohortRow } from '@/server/services/published/published-cohorts'
import { keptForAll, keptForOwner } from './kept-maps'
import {
  filterOf,
  itemsOf,
  type MapSource,
  namesOf,
  openMap,
  openOwnMaps,
  wordingsOf,
} from './map-source'

/** A published credential's competency map, as everybody reads it. */
export async function readMap(ctx: Context, filter: MapFilter): Promise<MapView> {
  return keptForAll(ctx, ['map', ...namesOf(filter)], async (tx, reader) =>
    assembleMap(...(await openMap(tx, reader, filter, cohortHistories))),
  )
}

/** A provider's own map, drafts included, before its public day where it says so. */
export async function readOwnMap(ctx: OrgContext, filter: MapFilter): Promise<MapView> {
  const [map] = await readOwnMaps(ctx, [filter])
  if (!map) throw new Error('The map was not read.')
  return map
}

/** Several of them at once. */
export async function readOwnMaps(
  ctx: OrgContext,
  filters: readonly MapFilter[],
): Promise<MapView[]> {
  await authorize(ctx, 'map.read')
  const name = (filter: MapFilter) => ['map', ...namesOf(filter)]
  return keptForOwner(ctx, filters, name, async (reader, asked) => {
    const [sources, histories] = await openOwnMaps(ctx, reader, asked, cohortHistories)
    return sources.map((source) => assembleMap(source, histories))
  })
}

/** The map that a reader is given of its source. */
export function assembleMap(source: MapSource, histories: CohortHistories): MapView {
  const { catalogue, cohorts, region, sector } = source
  const items = itemsOf(source)
  const rows = mapRows(items, catalogue.described)
  const { id: _, ...credential } = catalogue.credential
  const filtered = region !== null || sector !== 'all'
  const inFilter = filterOf(source)
  const itemOf = new Map(items.map((item) => [item.key, item]))
  const wordingOf = wordingsOf(source)
  return {
    credential,
    occupation: { code: catalogue.occupation.code, title: catalogue.occupation.title },
    filter: {
      region: region && { slug: region.slug, name: region.name, kind: region.kind },
      sector: sector === 'all' ? null : sector,
    },
    options: {
      regions: source.regions.map(({ slug, name, kind }) => ({ slug, name, kind })),
      sectors: [...new Set(cohorts.flatMap((cohort) => cohort.sector ?? []))].sort(),
    },
    release: source.release,
    publicFrom: source.publicFrom,
    method: METHOD_VERSION,
    described: catalogue.described,
    leavesOutWider: filtered && cohorts.some((cohort) => isWider(cohort, source)),
    finding: findingOf(rows),
    value: readValue(cohorts.filter((c) => c.scale === 'value' && inFilter(c))),
    rows: rows.flatMap((row) => {
      const wording = wordingOf(row.key)
      const item = itemOf.get(row.key)
      if (!wording || !item) return []
      const { fit, importance, reference } = item
      return [
        {
          ...row,
          ...wording,
          trend: {
            fit: trendView(fit, histories, fitTrend(fit.map(histories.of), reference.fit)),
            importance: trendView(
              importance.cohorts,
              histories,
              importanceTrend(importance.cohorts.map(histories.of), reference.importance),
            ),
          },
          answered: { fit: newestOf(fit), importance: newestOf(importance.cohorts) },
        },
      ]
    }),
  }
}

function trendView(
  cohorts: readonly CohortRow[],
  { dates }: CohortHistories,
  trend: Trend | null,
): TrendView | null {
  if (!trend) return null
  const { followed, ...shown } = trend
  return {
    ...shown,
    leftOut: livingOf(cohorts).length - followed,
    points: trend.points.flatMap(({ releaseNo, ...figure }) => {
      const at = dates.get(releaseNo)
      return at ? [{ ...figure, release: releaseNo, at }] : []
    }),
  }
}

function newestOf(cohorts: readonly CohortRow[]): number | null {
  const numbers = livingOf(cohorts).map((cohort) => cohort.releaseNo)
  return numbers.length > 0 ? Math.max(...numbers) : null
}

function livingOf(cohorts: readonly CohortRow[]): CohortRow[] {
  return cohorts.filter((cohort) => cohort.ageQuarters <= MAX_AGE_QUARTERS)
}

/** A group that may hold employers of the filter, but is left out because it reaches beyond it. */
function isWider(cohort: CohortRow, { region, sector }: MapSource): boolean {
  const beyondRegion = region !== null && cohort.regionId === null
  const beyondSector = sector !== 'all' && cohort.sector === null
  const possible =
    (region === null || cohort.regionId === null || region.holds(cohort.regionId)) &&
    (sector === 'all' || cohort.sector === null || cohort.sector === sector)
  return possible && (beyondRegion || beyondSector)
}

function readValue(cohorts: CohortRow[]): MapView['value'] {
  const living = livingOf(cohorts)
  if (living.length === 0) return null
  const counts = addCounts(
    living.map((cohort) => cohort.counts),
    SCALE_SHAPES.value.levels,
  )
  return { counts, employers: totalOf(counts) }
}
