import { and, eq, gte, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cohortVersions, releases } from '@/server/db/schema/releases'
import { asReader, selectRows, type Transaction } from '@/server/db/tenancy'
import { comparableFit } from '@/server/domain/method/comparable-fit'
import { MAX_AGE_QUARTERS } from '@/server/domain/method/counts'
import { quarterOf } from '@/server/domain/method/map-cells'
import { summarize, summaryFinding } from '@/server/domain/method/summaries'
import type { SummaryCohort } from '@/server/domain/method/summary-sides'
import type {
  MemberSummaryFilter,
  SummaryFilter,
  SummaryView,
} from '@/server/domain/reading/summary-view'
import { authorize } from '@/server/services/authorize'
import type { Context, OrgContext } from '@/server/services/context'
import { nameCompetencies } from '@/server/services/frameworks/name-competencies'
import {
  type CohortRow,
  isVisible,
  publishedCohorts,
  publishedReferences,
  publishedRegionIds,
  releasesOf,
} from '@/server/services/published/published-cohorts'
import {
  publicReadership,
  type Readership,
  readershipOf,
} from '@/server/services/published/readership'
import {
  findRegionScope,
  nameRegions,
  type RegionScope,
} from '@/server/services/published/scope-regions'
import { regionEmployment } from './region-employment'
import {
  claimsOf,
  credentialsForOccupations,
  describeRegion,
  findSubjects,
  ownRegion,
  topGroups,
} from './summary-catalogue'
import { weighSummary } from './weigh-summary'
import { whoTookPart } from './who-took-part'

/** What employers of a region or an industry need, as everybody reads it. */
export async function readSummary(ctx: Context, filter: SummaryFilter): Promise<SummaryView> {
  return asReader((tx) => assemble(tx, publicReadership(ctx.now), filter))
}

/** The same for members; a confirmed organization reads at once what concerns its own credentials and what it asked. */
export async function readMemberSummary(
  ctx: OrgContext,
  { region, sector }: MemberSummaryFilter,
): Promise<SummaryView> {
  await authorize(ctx, 'summary.read')
  const reader = await readershipOf(ctx)
  return asReader(async (tx) =>
    assemble(tx, reader, { sector, region: region ?? (await ownRegion(tx, ctx.organization.id)) }),
  )
}

async function assemble(
  tx: Transaction,
  reader: Readership,
  filter: SummaryFilter,
): Promise<SummaryView> {
  const region = await findRegionScope(tx, filter.region)
  const inFilter = await readLiving(tx, reader, region, filter.sector)
  const around = await scopesAround(tx, reader, region)
  const subjects = await findSubjects(tx, unique(inFilter.map((cohort) => cohort.subjectId)))
  const subjectOf = new Map(subjects.map((subject) => [subject.id, subject]))
  const credentials = await credentialsForOccupations(
    tx,
    unique(subjects.map((subject) => subject.occupationId)),
  )
  const claims = await claimsOf(tx, unique(credentials.map((credential) => credential.id)))
  const ids = unique(inFilter.map((cohort) => cohort.competencyId))
  const names = await nameCompetencies(tx, ids)
  const groups = await topGroups(tx, ids)
  const references = await publishedReferences(tx, reader)
  const competencies = [...names.values()].map((competency) => ({
    key: competency.id,
    group: groups.get(competency.id) ?? null,
    reference: references(competency.frameworkId),
    claimedBy: [...(claims.get(competency.id) ?? [])],
  }))
  const counted = inFilter.flatMap((cohort): SummaryCohort[] =>
    cohort.competencyId !== null && cohort.scale !== 'value'
      ? [
          {
            scale: cohort.scale,
            competency: cohort.competencyId,
            subject: cohort.subjectId,
            credential: subjectOf.get(cohort.subjectId)?.credentialId ?? null,
            sector: cohort.sector,
            ageQuarters: cohort.ageQuarters,
            counts: cohort.counts,
          },
        ]
      : [],
  )
  const apprenticeships = subjects.filter((subject) => subject.kind === 'apprenticeship')
  const { cohorts, fitOf } = comparableFit(
    counted,
    new Set(unique(apprenticeships.map((subject) => subject.credentialId))),
  )
  const summary = summarize(competencies, cohorts)
  const rated = new Set(unique(counted.map((cohort) => cohort.credential)))
  const named = new Map(credentials.map(({ id, slug, name }) => [id, { slug, name }]))
  const described = region ? await describeRegion(tx, region.id) : null
  const { newest, publicFrom } = (await releasesOf(tx, inFilter))(inFilter, reader.now)
  const scopes = await nameRegions(tx, await publishedRegionIds(tx, reader))
  const employment = region && (await regionEmployment(tx, region))
  const rows = summary.rows.flatMap((row) => {
    const competency = names.get(row.competency)
    if (!competency) return []
    const { frameworkId: _framework, ...shown } = competency
    return [
      {
        ...row,
        competency: shown,
        claimedBy: row.claimedBy.flatMap((id) => named.get(id) ?? []),
        ratedIn: row.ratedIn.length,
      },
    ]
  })
  return {
    filter: {
      region: region && { slug: region.slug, name: region.name, kind: region.kind },
      sector: filter.sector === 'all' ? null : filter.sector,
    },
    options: {
      regions: scopes.map(({ slug, name, kind }) => ({ slug, name, kind })),
      sectors: unique(
        around.map((scope) => (region === null || !scope.beyond ? scope.sector : null)),
      ).sort(),
    },
    counties: described?.counties ?? null,
    preparedBy: described?.preparedBy ?? null,
    sample: described?.sample ?? credentials.some((credential) => credential.sample),
    release: newest,
    publicFrom,
    employers: summary.employers,
    ratedCredentials: rated.size,
    credentials: credentials.map(({ id, sample: _, ...credential }) => ({
      ...credential,
      rated: rated.has(id),
    })),
    leavesOutWider: around.some(
      (scope) =>
        (region !== null && scope.beyond) || (filter.sector !== 'all' && scope.sector === null),
    ),
    fitOf,
    finding: summaryFinding(summary.rows),
    rows,
    heat: summary.heat,
    weighting:
      region && filter.sector === 'all'
        ? weighSummary(employment, competencies, cohorts, rows)
        : null,
    participation: whoTookPart(
      inFilter,
      new Map(scopes.map(({ id, name }) => [id, name])),
      filter.sector === 'all' ? employment : null,
    ),
  }
}

/** Living cohorts of the filter. */
function readLiving(
  tx: Transaction,
  reader: Readership,
  region: RegionScope | null,
  sector: string,
): Promise<CohortRow[]> {
  return publishedCohorts(
    tx,
    reader,
    and(
      isYoung(reader),
      region?.held ? inArray(cohortVersions.regionId, region.held) : undefined,
      region && !region.held ? isNotNull(cohortVersions.regionId) : undefined,
      sector === 'all' ? undefined : eq(cohortVersions.sector, sector),
    ),
  )
}

const Around = z.object({ beyond: z.boolean(), sector: z.string().nullable() })

/**
 * The scopes of living cohorts that a region holds, and of those `beyond` regions: some of these may hold employers of
 * the filter, but are left out because they reach beyond it.
 */
function scopesAround(
  tx: Transaction,
  reader: Readership,
  region: RegionScope | null,
): Promise<z.infer<typeof Around>[]> {
  const near = region?.held
    ? or(inArray(cohortVersions.regionId, region.held), isNull(cohortVersions.regionId))
    : undefined
  return selectRows(
    tx,
    Around,
    sql`SELECT DISTINCT ${cohortVersions.regionId} IS NULL AS beyond, ${cohortVersions.sector}
        FROM ${cohortVersions} JOIN ${releases} ON ${releases.no} = ${cohortVersions.releaseNo}
        WHERE ${and(isVisible(reader), isYoung(reader), near)}`,
  )
}

function isYoung({ now }: Readership): SQL {
  return gte(cohortVersions.quarter, quarterOf(now) - MAX_AGE_QUARTERS)
}

function unique<T extends string>(values: readonly (T | null)[]): T[] {
  return [...new Set(values.filter((value) => value !== null))]
}
