import { and, asc, desc, eq, gt, inArray } from 'drizzle-orm'
import {
  credentialCompetencies,
  credentialOccupations,
  credentials,
  credentialVersions,
} from '@/server/db/schema/credentials'
import { competencies, competencyClosure, competencyVersions } from '@/server/db/schema/frameworks'
import { organizations } from '@/server/db/schema/organizations'
import { subjects } from '@/server/db/schema/ratings'
import { occupations, regionCounties, regions } from '@/server/db/schema/reference'
import type { Transaction } from '@/server/db/tenancy'

export type SummaryCredential = {
  id: string
  slug: string
  name: string
  sample: boolean
  occupation: string
  occupationTitle: string
}

/** Subjects by id, with the credential a fit was asked of and its kind. */
export async function findSubjects(tx: Transaction, ids: readonly string[]) {
  if (ids.length === 0) return []
  return tx
    .select({
      id: subjects.id,
      occupationId: subjects.occupationId,
      credentialId: subjects.credentialId,
      kind: credentialVersions.kind,
    })
    .from(subjects)
    .leftJoin(credentials, eq(credentials.id, subjects.credentialId))
    .leftJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
    .where(inArray(subjects.id, [...ids]))
}

/** Published credentials that lead to any of these occupations. */
export async function credentialsForOccupations(
  tx: Transaction,
  occupationIds: readonly string[],
): Promise<SummaryCredential[]> {
  if (occupationIds.length === 0) return []
  return tx
    .select({
      id: credentials.id,
      slug: credentials.slug,
      name: credentialVersions.name,
      sample: credentials.sample,
      occupation: occupations.code,
      occupationTitle: occupations.title,
    })
    .from(credentialOccupations)
    .innerJoin(credentials, eq(credentials.id, credentialOccupations.credentialId))
    .innerJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
    .innerJoin(occupations, eq(occupations.id, credentialOccupations.occupationId))
    .where(
      and(
        eq(credentials.state, 'published'),
        inArray(credentialOccupations.occupationId, [...occupationIds]),
      ),
    )
    .orderBy(asc(credentialVersions.name), asc(occupations.title))
}

/** Which of these credentials claim which competency. */
export async function claimsOf(
  tx: Transaction,
  credentialIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const claims = new Map<string, Set<string>>()
  if (credentialIds.length === 0) return claims
  const rows = await tx
    .selectDistinct({
      credentialId: credentialCompetencies.credentialId,
      competencyId: credentialCompetencies.competencyId,
    })
    .from(credentialCompetencies)
    .where(inArray(credentialCompetencies.credentialId, [...credentialIds]))
  for (const row of rows) {
    if (row.competencyId === null) continue
    const by = claims.get(row.competencyId) ?? new Set()
    claims.set(row.competencyId, by.add(row.credentialId))
  }
  return claims
}

/** The topmost group each competency stands under in its framework's tree; those without one are left out. */
export async function topGroups(
  tx: Transaction,
  competencyIds: readonly string[],
): Promise<Map<string, string>> {
  if (competencyIds.length === 0) return new Map()
  const rows = await tx
    .selectDistinctOn([competencyClosure.descendantId], {
      competencyId: competencyClosure.descendantId,
      label: competencyVersions.label,
    })
    .from(competencyClosure)
    .innerJoin(competencies, eq(competencies.id, competencyClosure.ancestorId))
    .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
    .where(
      and(
        inArray(competencyClosure.descendantId, [...competencyIds]),
        gt(competencyClosure.depth, 0),
      ),
    )
    .orderBy(
      competencyClosure.descendantId,
      desc(competencyClosure.depth),
      asc(competencyClosure.ancestorId),
    )
  return new Map(rows.map((row) => [row.competencyId, row.label]))
}

/** Whose named set of counties a region is, and how many counties it has. */
export async function describeRegion(
  tx: Transaction,
  regionId: string,
): Promise<{ counties: number; preparedBy: string; sample: boolean } | null> {
  const [region] = await tx
    .select({ preparedBy: organizations.name, sample: organizations.sample })
    .from(regions)
    .innerJoin(organizations, eq(organizations.id, regions.organizationId))
    .where(and(eq(regions.id, regionId), eq(regions.kind, 'set')))
  if (!region) return null
  const counties = await tx
    .select({ id: regionCounties.countyId })
    .from(regionCounties)
    .where(eq(regionCounties.regionId, regionId))
  return { ...region, counties: counties.length }
}

/** The slug of the region an organization has defined first, `all` when it has none. */
export async function ownRegion(tx: Transaction, organizationId: string): Promise<string> {
  const [region] = await tx
    .select({ slug: regions.slug })
    .from(regions)
    .where(eq(regions.organizationId, organizationId))
    .orderBy(asc(regions.createdAt), asc(regions.id))
    .limit(1)
  return region?.slug ?? 'all'
}
