import { asReader, asTenant, type Transaction } from '@/server/db/tenancy'
import { MAX_AGE_QUARTERS } from '@/server/domain/counts'
import { joinItems, type RowJoin } from '@/server/domain/map-joins'
import type { CompetencyView, JoinedWording, MapFilter, Scope } from '@/server/domain/map-view'
import type { MapItem } from '@/server/domain/maps'
import type { OrgContext } from '@/server/services/context'
import { nameCompetencies } from '@/server/services/frameworks/name-competencies'
import { findMapCatalogue, type MapCatalogue } from './map-catalogue'
import {
  type CohortRow,
  cohortsOfSubjects,
  publishedReferences,
  type References,
  type ReleasesOfRows,
  releasesOf,
} from './published-cohorts'
import { joinsOfMap, readExactLinks } from './read-joins'
import type { Readership } from './readership'
import { findRegionScope, nameRegions, type RegionScope } from './scope-regions'

type Figures = {
  cohorts: CohortRow[]
  competencyIds: string[]
  joins: RowJoin[]
  references: References
  release: ReleasesOfRows['newest']
  publicFrom: ReleasesOfRows['publicFrom']
  regions: Awaited<ReturnType<typeof nameRegions>>
}

/** Everything one competency map is read from: the catalogue's side, what is published, and the filter. */
export type MapSource = Figures & {
  catalogue: MapCatalogue
  names: Awaited<ReturnType<typeof nameCompetencies>>
  region: RegionScope | null
  sector: MapFilter['sector']
}

/** What a reader's door tells beside the map itself. */
type Further<T> = (tx: Transaction, reader: Readership, source: Figures) => Promise<T>

/** A published credential's map, through the reader's door. `further` reads what else is wanted there. */
export async function openMap<T>(
  tx: Transaction,
  reader: Readership,
  filter: MapFilter,
  further: Further<T>,
): Promise<[MapSource, T]> {
  const catalogue = await findMapCatalogue(tx, filter)
  const figures = await readFigures(tx, reader, catalogue)
  const names = await nameCompetencies(tx, figures.competencyIds)
  const region = await findRegionScope(tx, filter.region)
  const source = { ...figures, catalogue, names, region, sector: filter.sector }
  return [source, await further(tx, reader, figures)]
}

/** A provider's own map, drafts included, through doors of its own. */
export async function openOwnMap<T>(
  { organization }: OrgContext,
  reader: Readership,
  filter: MapFilter,
  further: Further<T>,
): Promise<[MapSource, T]> {
  const organizationId = organization.id
  const catalogue = await asTenant({ organizationId }, (tx) =>
    findMapCatalogue(tx, { ...filter, organizationId }),
  )
  const [figures, region, read] = await asReader(async (tx) => {
    const figures = await readFigures(tx, reader, catalogue)
    return [
      figures,
      await findRegionScope(tx, filter.region),
      await further(tx, reader, figures),
    ] as const
  })
  const names = await asTenant({ organizationId }, (tx) =>
    nameCompetencies(tx, figures.competencyIds),
  )
  return [{ ...figures, catalogue, names, region, sector: filter.sector }, read]
}

/** Everything a filter says, for what is kept under it. */
export function namesOf({ credential, occupation, region, sector }: MapFilter): string[] {
  return [credential, occupation, region, sector]
}

/** One item a row, with its cohorts selected whole by the filter and accepted wordings joined. */
export function itemsOf(source: MapSource): MapItem<CohortRow>[] {
  const { region } = source
  const inRegion = (cohort: CohortRow) => region === null || region.holds(cohort.regionId)
  const inFilter = filterOf(source)
  const items = source.competencyIds.flatMap((key): MapItem<CohortRow>[] => {
    const competency = source.names.get(key)
    if (!competency) return []
    const own = source.cohorts.filter((cohort) => cohort.competencyId === key)
    const demand = own.filter((cohort) => cohort.scale === 'importance')
    return [
      {
        key,
        fit: own.filter((cohort) => cohort.scale === 'fit' && inFilter(cohort)),
        importance: nearest([
          ['filter', demand.filter(inFilter)],
          ['region', demand.filter(inRegion)],
          ['all', demand],
        ]),
        reference: source.references(competency.frameworkId),
        claims: unique(
          source.catalogue.claims
            .filter((claim) => claim.competencyId === key)
            .map((claim) => claim.claim),
        ),
      },
    ]
  })
  return joinItems(items, source.joins)
}

/** Whether a cohort lies wholly inside the filter. */
export function filterOf({ region, sector }: MapSource): (cohort: CohortRow) => boolean {
  return (cohort) =>
    (region === null || region.holds(cohort.regionId)) &&
    (sector === 'all' || cohort.sector === sector)
}

/** What a row is called: its competency, and a second wording where one was accepted. */
export function wordingOf(
  { joins, names }: MapSource,
  key: string,
): { competency: CompetencyView; joined: JoinedWording | null } | null {
  const competency = names.get(key)
  if (!competency) return null
  const join = joins.find((each) => each.key === key)
  const other = join && names.get(join.other)
  return {
    competency: shown(competency),
    joined:
      join && other
        ? { competency: shown(other), brings: join.brings, by: join.by, at: join.at }
        : null,
  }
}

async function readFigures(
  tx: Transaction,
  reader: Readership,
  catalogue: MapCatalogue,
): Promise<Figures> {
  const { fit, importance } = catalogue.subjects
  const subjectIds = [fit, importance].filter((id) => id !== null)
  const cohorts = await cohortsOfSubjects(tx, reader, subjectIds)
  const claimed = new Set(catalogue.claims.map((claim) => claim.competencyId))
  const competencyIds = unique([...cohorts.map((cohort) => cohort.competencyId), ...claimed])
  const links = await readExactLinks(tx, competencyIds)
  const { newest, publicFrom } = (await releasesOf(tx, cohorts))(cohorts, reader.now)
  return {
    cohorts,
    competencyIds,
    joins: joinsOfMap(competencyIds, cohorts, claimed, links(catalogue.providerId)),
    references: await publishedReferences(tx, reader),
    release: newest,
    publicFrom,
    regions: await nameRegions(tx, unique(cohorts.map((cohort) => cohort.regionId))),
  }
}

function shown({ frameworkId: _, ...competency }: CompetencyView & { frameworkId: string }) {
  return competency
}

/** Importance of the filter itself, or of the nearest wider scope that has a living group (METHOD §8 R16). */
function nearest(scopes: [Scope, CohortRow[]][]): MapItem<CohortRow>['importance'] {
  const found = scopes.find(([, cohorts]) =>
    cohorts.some((cohort) => cohort.ageQuarters <= MAX_AGE_QUARTERS),
  )
  return found ? { scope: found[0], cohorts: found[1] } : { scope: 'filter', cohorts: [] }
}

function unique<T extends string>(values: readonly (T | null)[]): T[] {
  return [...new Set(values.filter((value) => value !== null))]
}
