import { MAX_AGE_QUARTERS } from '@/server/domain/method/counts'
import { isImportant } from '@/server/domain/method/quadrants'
import { type AskedIn, askedIn } from '@/server/domain/reading/asking-lines'
import type { MapFilter } from '@/server/domain/reading/map-filter'
import type { MapView } from '@/server/domain/reading/map-view'
import { cellOf } from '@/server/domain/reading/maps'
import { authorize } from '@/server/services/authorize'
import type { Context, OrgContext } from '@/server/services/context'
import { type CohortHistories, cohortHistories } from '@/server/services/published/cohort-histories'
import type { CohortRow } from '@/server/services/published/published-cohorts'
import { keptForAll, keptForOwner } from './kept-maps'
import { filterOf, itemsOf, type MapSource, namesOf, openMap, openOwnMaps } from './map-source'
import { assembleMap } from './read-map'

/** A map with what its lines have asked for from release to release, and whose answers it sums. */
export type CloseReading = {
  place: { organizationId: string; credentialId: string; occupationId: string }
  map: MapView
  asked: { key: string; in: AskedIn; at: Date }[]
  /** Rows that are surely at least "should have". */
  important: string[]
  /** The living groups of the filter. */
  groups: CohortRow[]
}

/** A provider's own map. */
export async function readOwnClosely(
  ctx: OrgContext,
  filters: readonly MapFilter[],
): Promise<CloseReading[]> {
  await authorize(ctx, 'map.read')
  return keptForOwner(ctx, filters, nameOf, async (reader, asked) => {
    const [sources, histories] = await openOwnMaps(ctx, reader, asked, cohortHistories)
    return sources.map((source) => readingOf(source, histories))
  })
}

/** A published credential's map, as everybody reads it. */
export async function readClosely(ctx: Context, filter: MapFilter): Promise<CloseReading> {
  return keptForAll(ctx, nameOf(filter), async (tx, reader) =>
    readingOf(...(await openMap(tx, reader, filter, cohortHistories))),
  )
}

function nameOf(filter: MapFilter): string[] {
  return ['closely', ...namesOf(filter)]
}

function readingOf(source: MapSource, histories: CohortHistories): CloseReading {
  const { credential, occupation, providerId } = source.catalogue
  const items = itemsOf(source)
  const inFilter = filterOf(source)
  return {
    place: {
      organizationId: providerId,
      credentialId: credential.id,
      occupationId: occupation.id,
    },
    map: assembleMap(source, histories),
    asked: items.flatMap((item) => {
      const fit = item.fit.map(histories.of)
      const found = askedIn({ item, fit, importance: item.importance.cohorts.map(histories.of) })
      const at = found && histories.dates.get(found.first)
      return at ? [{ key: item.key, in: found, at }] : []
    }),
    important: items.flatMap((item) => {
      const score = cellOf(item).importance?.score
      return score && isImportant(score) ? [item.key] : []
    }),
    groups: source.cohorts.filter(
      (cohort) => inFilter(cohort) && cohort.ageQuarters <= MAX_AGE_QUARTERS,
    ),
  }
}
