import { asReader, asTenant, type Transaction } from '@/server/db/tenancy'
import type { CompetencyView } from '@/server/domain/catalogue/competency-view'
import { groupBy } from '@/server/domain/group-by'
import { MAX_AGE_QUARTERS } from '@/server/domain/method/counts'
import type { MapFilter } from '@/server/domain/reading/map-filter'
import { joinItems, type RowJoin } from '@/server/domain/reading/map-joins'
import type { Scope } from '@/server/domain/reading/map-row'
import type { JoinedWording } from '@/server/domain/reading/map-view'
import type { MapItem } from '@/server/domain/reading/maps'
import type { OrgContext } from '@/server/services/context'
import { nameCompetencies } from '@/server/services/frameworks/name-competencies'
import {
  type CohortRow,
  cohortsOfSubjects,
  publishedReferences,
  type References,
  type ReleasesOfRows,
  releasesOf,
} from '@/server/services/published/published-cohorts'
import type { Readership } from '@/server/services/published/readership'
import {
  findRegionScope,
  nameRegions,
  type RegionScope,
} from '@/server/services/published/scope-regions'
import { findMapCatalogue, type MapCatalogue } from './map-catalogue'
import { joinsOfMap, readExactLinks } from './read-joins'

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

/** What a reader's door tells beside the maps themselves, of all their groups. */
type Further<T> = (tx: Transaction, reader: Readership, cohorts: CohortRow[]) => Promise<T>

/** A published credential's map, through the reader's door. `further` reads what else is wanted there. */
export async function openMap<T>(
  tx: Transaction,
  reader: Readership,
  filter: MapFilter,
  further: Further<T>,
): Promise<[MapSource, T]> {
  const catalogue = await findMapCatalogue(tx, filter)
  const [figures, cohorts] = await readFigures(tx, reader, [catalogue])
  const own = figures(catalogue)
  const names = await nameCompetencies(tx, own.competencyIds)
  const region = await findRegionScope(tx, filter.region)
  const source = { ...own, catalogue, names, region, sector: filter.sector }
  return [source, await further(tx, reader, cohorts)]
}

/** A provider's own maps, drafts included, through three doors of its own however many they are. */
export async function openOwnMaps<T>(
  ctx: OrgContext,
  reader: Readership,
  filters: readonly MapFilter[],
  further: Further<T>,
): Promise<[MapSource[], T]> {
  const asked = await asTenant(ctx, (tx) =>
    inTurn(filters, async ({ sector, ...filter }) => ({
      ...{ sector, slug: filter.region },
      catalogue: await findMapCatalogue(tx, { ...filter, organizationId: ctx.organization.id }),
    })),
  )
  const [known, read] = await asReader(async (tx) => {
    const [figures, cohorts] = await readFigures(
      tx,
      reader,
      asked.map(({ catalogue }) => catalogue),
    )
    const regions = await inTurn(
      unique(asked.map(({ slug }) => slug)),
      async (slug) => [slug, await findRegionScope(tx, slug)] as const,
    )
    const regionOf = new Map(regions)
    const known = asked.map(({ catalogue, slug, sector }) => ({
      ...figures(catalogue),
      ...{ catalogue, sector, region: regionOf.get(slug) ?? null },
    }))
    return [known, await further(tx, reader, cohorts)] as const
  })
  const names = await asTenant(ctx, (tx) =>
    nameCompetencies(tx, unique(known.flatMap(({ competencyIds }) => competencyIds))),
  )
  return [known.map((source) => ({ ...source, names })), read]
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
  const cohortsOf = groupBy(source.cohorts, (cohort) => cohort.competencyId)
  const claimsOf = groupBy(source.catalogue.claims, (claim) => claim.competencyId)
  const items = source.competencyIds.flatMap((key): MapItem<CohortRow>[] => {
    const competency = source.names.get(key)
    if (!competency) return []
    const own = cohortsOf.get(key) ?? []
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
        claims: unique((claimsOf.get(key) ?? []).map(({ claim }) => claim)),
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

type Wording = { competency: CompetencyView; joined: JoinedWording | null }

/** What rows are called: their competency, and a second wording where one was accepted. */
export function wordingsOf({ joins, names }: MapSource): (key: string) => Wording | null {
  const joinOf = new Map(joins.map((join) => [join.key, join]))
  return (key) => {
    const competency = names.get(key)
    if (!competency) return null
    const join = joinOf.get(key)
    const other = join && names.get(join.other)
    return {
      competency: shown(competency),
      joined:
        join && other
          ? { competency: shown(other), brings: join.brings, by: join.by, at: join.at }
          : null,
    }
  }
}

/** What is published of these maps, read once for all of them: of each its own, and all their groups. */
async function readFigures(
  tx: Transaction,
  reader: Readership,
  catalogues: readonly MapCatalogue[],
): Promise<[(catalogue: MapCatalogue) => Figures, CohortRow[]]> {
  const all = await cohortsOfSubjects(tx, reader, unique(catalogues.flatMap(subjectsOf)))
  const cohortsOf = groupBy(all, (cohort) => cohort.subjectId)
  const links = await readExactLinks(
    tx,
    unique([
      ...all.map((cohort) => cohort.competencyId),
      ...catalogues.flatMap(({ claims }) => claims.map((claim) => claim.competencyId)),
    ]),
  )
  const releases = await releasesOf(tx, all)
  const references = await publishedReferences(tx, reader)
  const regions = await nameRegions(tx, unique(all.map((cohort) => cohort.regionId)))
  const figures = (catalogue: MapCatalogue): Figures => {
    const cohorts = subjectsOf(catalogue).flatMap((id) => cohortsOf.get(id) ?? [])
    const claimed = new Set(catalogue.claims.map((claim) => claim.competencyId))
    const competencyIds = unique([...cohorts.map((cohort) => cohort.competencyId), ...claimed])
    const formedIn = new Set(cohorts.map((cohort) => cohort.regionId))
    const { newest, publicFrom } = releases(cohorts, reader.now)
    return {
      cohorts,
      competencyIds,
      joins: joinsOfMap(competencyIds, cohorts, claimed, links(catalogue.providerId)),
      references,
      release: newest,
      publicFrom,
      regions: regions.filter(({ id }) => formedIn.has(id)),
    }
  }
  return [figures, all]
}

/** In the order that their groups are read in. */
function subjectsOf({ subjects }: MapCatalogue): string[] {
  return [subjects.fit, subjects.importance].filter((id) => id !== null).sort()
}

/** One after another: a transaction answers one question at a time. */
async function inTurn<T, Result>(
  values: readonly T[],
  ask: (value: T) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (const value of values) results.push(await ask(value))
  return results
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
