import { asReader, asTenant, type Transaction } from '@/server/db/tenancy'
import { addCounts, MAX_AGE_QUARTERS, totalOf } from '@/server/domain/counts'
import { joinItems, type RowJoin } from '@/server/domain/map-joins'
import type {
  CompetencyView,
  JoinedWording,
  MapFilter,
  MapView,
  Scope,
} from '@/server/domain/map-view'
import { findingOf, type MapItem, mapRows, type PublishedCohort } from '@/server/domain/maps'
import { SCALE_SHAPES } from '@/server/domain/scales'
import { authorize } from '@/server/services/authorize'
import type { Context, OrgContext } from '@/server/services/context'
import { nameCompetencies } from '@/server/services/frameworks/name-competencies'
import { findMapCatalogue, type MapCatalogue } from './map-catalogue'
import {
  type CohortRow,
  cohortsOfSubjects,
  publishedReferences,
  type Readership,
  type References,
  visibleRelease,
} from './published-cohorts'
import { joinsOfMap, readExactLinks } from './read-joins'
import { findRegionScope, nameRegions, type RegionScope } from './scope-regions'

/** A published credential's competency map, as everybody reads it. */
export async function readMap(ctx: Context, filter: MapFilter): Promise<MapView> {
  return asReader(async (tx) => {
    const catalogue = await findMapCatalogue(tx, filter)
    const figures = await readFigures(tx, { audience: 'public', now: ctx.now }, catalogue)
    const names = await nameCompetencies(tx, figures.competencyIds)
    return assemble(catalogue, figures, names, await findRegionScope(tx, filter.region), filter)
  })
}

/** A provider's own map, drafts included, with every release as soon as it is there. */
export async function readOwnMap(ctx: OrgContext, filter: MapFilter): Promise<MapView> {
  await authorize(ctx, 'map.read')
  const organizationId = ctx.organization.id
  const catalogue = await asTenant({ organizationId }, (tx) =>
    findMapCatalogue(tx, { ...filter, organizationId }),
  )
  const [figures, region] = await asReader(async (tx) => [
    await readFigures(tx, { audience: 'members', now: ctx.now }, catalogue),
    await findRegionScope(tx, filter.region),
  ])
  const names = await asTenant({ organizationId }, (tx) =>
    nameCompetencies(tx, figures.competencyIds),
  )
  return assemble(catalogue, figures, names, region, filter)
}

type Figures = {
  cohorts: CohortRow[]
  competencyIds: string[]
  joins: RowJoin[]
  references: References
  release: MapView['release']
  regions: Awaited<ReturnType<typeof nameRegions>>
}

type Names = Awaited<ReturnType<typeof nameCompetencies>>

async function readFigures(
  tx: Transaction,
  reader: Readership,
  catalogue: MapCatalogue,
): Promise<Figures> {
  const { fit, importance } = catalogue.subjects
  const subjectIds = [fit, importance].filter((id) => id !== null)
  const cohorts = await cohortsOfSubjects(tx, reader, subjectIds)
  const newest = Math.max(0, ...cohorts.map((cohort) => cohort.releaseNo))
  const claimed = new Set(catalogue.claims.map((claim) => claim.competencyId))
  const competencyIds = unique([...cohorts.map((cohort) => cohort.competencyId), ...claimed])
  const links = await readExactLinks(tx, competencyIds)
  return {
    cohorts,
    competencyIds,
    joins: joinsOfMap(competencyIds, cohorts, claimed, links(catalogue.providerId)),
    references: await publishedReferences(tx, reader),
    release: newest > 0 ? await visibleRelease(tx, reader, newest) : null,
    regions: await nameRegions(tx, unique(cohorts.map((cohort) => cohort.regionId))),
  }
}

function assemble(
  catalogue: MapCatalogue,
  figures: Figures,
  names: Names,
  region: RegionScope | null,
  filter: MapFilter,
): MapView {
  const { sector } = filter
  const inRegion = (cohort: CohortRow) => region === null || region.holds(cohort.regionId)
  const inFilter = (cohort: CohortRow) =>
    inRegion(cohort) && (sector === 'all' || cohort.sector === sector)
  const items = figures.competencyIds.flatMap((key): MapItem[] => {
    const competency = names.get(key)
    if (!competency) return []
    const own = figures.cohorts.filter((cohort) => cohort.competencyId === key)
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
        reference: figures.references(competency.frameworkId),
        claims: unique(
          catalogue.claims
            .filter((claim) => claim.competencyId === key)
            .map((claim) => claim.claim),
        ),
      },
    ]
  })
  const rows = mapRows(joinItems(items, figures.joins), catalogue.described)
  const { id: _, ...credential } = catalogue.credential
  const filtered = region !== null || sector !== 'all'
  return {
    credential,
    occupation: { code: catalogue.occupation.code, title: catalogue.occupation.title },
    filter: {
      region: region && { slug: region.slug, name: region.name, kind: region.kind },
      sector: sector === 'all' ? null : sector,
    },
    options: {
      regions: figures.regions.map(({ slug, name, kind }) => ({ slug, name, kind })),
      sectors: unique(figures.cohorts.map((cohort) => cohort.sector)).sort(),
    },
    release: figures.release,
    described: catalogue.described,
    leavesOutWider: filtered && figures.cohorts.some((cohort) => isWider(cohort, region, sector)),
    finding: findingOf(rows),
    value: readValue(figures.cohorts.filter((c) => c.scale === 'value' && inFilter(c))),
    rows: rows.flatMap((row) => {
      const competency = names.get(row.key)
      if (!competency) return []
      return [
        { ...row, competency: shown(competency), joined: joinedWording(row.key, figures, names) },
      ]
    }),
  }
}

function joinedWording(key: string, figures: Figures, names: Names): JoinedWording | null {
  const join = figures.joins.find((each) => each.key === key)
  const competency = join && names.get(join.other)
  if (!join || !competency) return null
  return { competency: shown(competency), brings: join.brings, by: join.by, at: join.at }
}

function shown({ frameworkId: _, ...competency }: CompetencyView & { frameworkId: string }) {
  return competency
}

/** Importance of the filter itself, or of the nearest wider scope that has a living group (METHOD §8 R16). */
function nearest(scopes: [Scope, PublishedCohort[]][]): MapItem['importance'] {
  const found = scopes.find(([, cohorts]) =>
    cohorts.some((cohort) => cohort.ageQuarters <= MAX_AGE_QUARTERS),
  )
  return found ? { scope: found[0], cohorts: found[1] } : { scope: 'filter', cohorts: [] }
}

/** A group that may hold employers of the filter, but is left out because it reaches beyond it. */
function isWider(cohort: CohortRow, region: RegionScope | null, sector: string): boolean {
  const beyondRegion = region !== null && cohort.regionId === null
  const beyondSector = sector !== 'all' && cohort.sector === null
  const possible =
    (region === null || cohort.regionId === null || region.holds(cohort.regionId)) &&
    (sector === 'all' || cohort.sector === null || cohort.sector === sector)
  return possible && (beyondRegion || beyondSector)
}

function readValue(cohorts: CohortRow[]): MapView['value'] {
  const living = cohorts.filter((cohort) => cohort.ageQuarters <= MAX_AGE_QUARTERS)
  if (living.length === 0) return null
  const counts = addCounts(
    living.map((cohort) => cohort.counts),
    SCALE_SHAPES.value.levels,
  )
  return {
    counts,
    employers: totalOf(counts),
    adjusted: living.some((cohort) => cohort.adjusted),
  }
}

function unique<T extends string>(values: readonly (T | null)[]): T[] {
  return [...new Set(values.filter((value) => value !== null))]
}
