import { and, eq, inArray, ne, type SQL } from 'drizzle-orm'
import {
  credentialCompetencies,
  credentialOccupations,
  credentials,
  credentialVersions,
} from '@/server/db/schema/credentials'
import { competencies } from '@/server/db/schema/frameworks'
import { organizations } from '@/server/db/schema/organizations'
import { subjects } from '@/server/db/schema/ratings'
import { occupations } from '@/server/db/schema/reference'
import { asReader, asTenant, type Transaction } from '@/server/db/tenancy'
import { joinItems } from '@/server/domain/map-joins'
import type { MapLine, Word } from '@/server/domain/map-view'
import { findingOf, type MapItem, mapRows } from '@/server/domain/maps'
import { authorize } from '@/server/services/authorize'
import type { Context, OrgContext } from '@/server/services/context'
import {
  type CohortRow,
  cohortsOfSubjects,
  publishedReferences,
  releasesOf,
} from './published-cohorts'
import { joinsOfMap, readExactLinks } from './read-joins'
import { publicReadership, type Readership, readershipOf } from './readership'

export type MapListFilter = {
  /** Slugs of credentials. */
  credentials?: string[] | undefined
  occupation?: string | undefined
}

/** Maps of published credentials: of some credentials, for one occupation, or all of them. */
export async function listMaps(ctx: Context, filter: MapListFilter): Promise<MapLine[]> {
  if (filter.credentials?.length === 0) return []
  return asReader(async (tx) => {
    const pairs = await findPairs(
      tx,
      and(
        ne(credentials.state, 'draft'),
        filter.credentials ? inArray(credentials.slug, filter.credentials) : undefined,
        filter.occupation ? eq(occupations.code, filter.occupation) : undefined,
      ),
    )
    return readLines(tx, publicReadership(ctx.now), pairs)
  })
}

/** The maps of a provider's own credentials, drafts included; a confirmed one reads what was said of them at once. */
export async function listOwnMaps(ctx: OrgContext): Promise<MapLine[]> {
  await authorize(ctx, 'map.read')
  const organizationId = ctx.organization.id
  const pairs = await asTenant({ organizationId }, (tx) =>
    findPairs(
      tx,
      and(eq(credentials.organizationId, organizationId), ne(credentials.state, 'archived')),
    ),
  )
  const reader = await readershipOf(ctx)
  return asReader((tx) => readLines(tx, reader, pairs))
}

type Pair = {
  credential: MapLine['credential'] & { id: string }
  providerId: string
  occupation: MapLine['occupation'] & { id: string }
  /** Claimed competencies, each with its framework. */
  claims: { competencyId: string; frameworkId: string }[]
  described: boolean
}

const MOST_PAIRS = 500

async function findPairs(tx: Transaction, where: SQL | undefined): Promise<Pair[]> {
  const rows = await tx
    .select({
      id: credentials.id,
      slug: credentials.slug,
      state: credentials.state,
      sample: credentials.sample,
      name: credentialVersions.name,
      kind: credentialVersions.kind,
      providerId: organizations.id,
      providerSlug: organizations.slug,
      providerName: organizations.name,
      occupationId: occupations.id,
      code: occupations.code,
      title: occupations.title,
    })
    .from(credentials)
    .innerJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
    .innerJoin(organizations, eq(organizations.id, credentials.organizationId))
    .innerJoin(credentialOccupations, eq(credentialOccupations.credentialId, credentials.id))
    .innerJoin(occupations, eq(occupations.id, credentialOccupations.occupationId))
    .where(where)
    .orderBy(credentialVersions.name, occupations.title)
    .limit(MOST_PAIRS)
  if (rows.length === 0) return []
  const claims = await tx
    .select({
      credentialId: credentialCompetencies.credentialId,
      competencyId: credentialCompetencies.competencyId,
      frameworkId: competencies.frameworkId,
    })
    .from(credentialCompetencies)
    .leftJoin(competencies, eq(competencies.id, credentialCompetencies.competencyId))
    .where(inArray(credentialCompetencies.credentialId, [...new Set(rows.map((row) => row.id))]))
  return rows.map((row) => {
    const own = claims.filter((claim) => claim.credentialId === row.id)
    return {
      credential: {
        id: row.id,
        slug: row.slug,
        name: row.name,
        kind: row.kind,
        state: row.state,
        sample: row.sample,
        provider: { slug: row.providerSlug, name: row.providerName },
      },
      providerId: row.providerId,
      occupation: { id: row.occupationId, code: row.code, title: row.title },
      claims: own.flatMap(({ competencyId, frameworkId }) =>
        competencyId && frameworkId ? [{ competencyId, frameworkId }] : [],
      ),
      described: own.length > 0,
    }
  })
}

async function readLines(
  tx: Transaction,
  reader: Readership,
  pairs: readonly Pair[],
): Promise<MapLine[]> {
  if (pairs.length === 0) return []
  const asked = await tx
    .select()
    .from(subjects)
    .where(inArray(subjects.occupationId, [...new Set(pairs.map((pair) => pair.occupation.id))]))
  const cohorts = await cohortsOfSubjects(
    tx,
    reader,
    asked
      .filter(
        (subject) =>
          subject.credentialId === null ||
          pairs.some((pair) => pair.credential.id === subject.credentialId),
      )
      .map((subject) => subject.id),
  )
  const references = await publishedReferences(tx, reader)
  const frameworkOf = await frameworksOf(tx, cohorts)
  const releases = await releasesOf(tx, cohorts)
  const exactLinks = await readExactLinks(
    tx,
    unique([
      ...cohorts.map((cohort) => cohort.competencyId),
      ...pairs.flatMap((pair) => pair.claims.map((claim) => claim.competencyId)),
    ]),
  )
  return pairs.map((pair) => {
    const subjectOf = (credentialId: string | null) =>
      asked.find(
        (subject) =>
          subject.occupationId === pair.occupation.id && subject.credentialId === credentialId,
      )?.id
    const fit = cohorts.filter((cohort) => cohort.subjectId === subjectOf(pair.credential.id))
    const demand = cohorts.filter((cohort) => cohort.subjectId === subjectOf(null))
    const keys = unique([...fit, ...demand].map((cohort) => cohort.competencyId))
    const claimed = new Set(pair.claims.map((claim) => claim.competencyId))
    const items = keys.map(
      (key): MapItem => ({
        key,
        fit: fit.filter((cohort) => cohort.scale === 'fit' && cohort.competencyId === key),
        importance: {
          scope: 'filter',
          cohorts: demand.filter((cohort) => cohort.competencyId === key),
        },
        reference: references(frameworkOf.get(key) ?? ''),
        claims: claimed.has(key) ? ['teaches'] : [],
      }),
    )
    const joins = joinsOfMap(
      unique([...keys, ...claimed]),
      [...fit, ...demand],
      claimed,
      exactLinks(pair.providerId),
    )
    const rows = mapRows(joinItems(items, joins), pair.described)
    const words: MapLine['words'] = { ...noWords }
    for (const row of rows) words[row.word] += 1
    const { id: _credential, ...credential } = pair.credential
    return {
      credential,
      occupation: { code: pair.occupation.code, title: pair.occupation.title },
      employers: findingOf(rows).employers.fit,
      words,
      release: releases(fit, reader.now).newest,
      publicFrom: releases([...fit, ...demand], reader.now).publicFrom,
    }
  })
}

const noWords: Record<Word, number> = {
  act: 0,
  keep: 0,
  review: 0,
  low: 0,
  looks_short: 0,
  borderline: 0,
  early: 0,
  none: 0,
}

async function frameworksOf(
  tx: Transaction,
  cohorts: readonly CohortRow[],
): Promise<Map<string, string>> {
  const ids = unique(cohorts.map((cohort) => cohort.competencyId))
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: competencies.id, frameworkId: competencies.frameworkId })
    .from(competencies)
    .where(inArray(competencies.id, ids))
  return new Map(rows.map((row) => [row.id, row.frameworkId]))
}

function unique(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))]
}
