import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import { columnsNamed } from '@/server/db/columns-named'
import {
  credentialCompetencies,
  credentialOccupations,
  credentials,
  credentialVersions,
} from '@/server/db/schema/credentials'
import { competencies, competencyVersions, frameworks } from '@/server/db/schema/frameworks'
import { organizations } from '@/server/db/schema/organizations'
import { occupations } from '@/server/db/schema/reference'
import { asReader, type Transaction } from '@/server/db/tenancy'
import { credentialFields } from '@/server/domain/catalogue/credentials'
import { DomainError } from '@/server/domain/errors'
import type { PublishedCredential } from '@/server/domain/reading/published-credentials'

/** A credential that has been published, with what it claims. */
export async function readPublishedCredential(slug: string): Promise<PublishedCredential> {
  return asReader(async (tx) => {
    const [row] = await tx
      .select({
        id: credentials.id,
        slug: credentials.slug,
        state: credentials.state,
        sample: credentials.sample,
        updatedAt: credentials.updatedAt,
        ...columnsNamed(credentialVersions, credentialFields),
        version: credentialVersions.no,
        providerSlug: organizations.slug,
        providerName: organizations.name,
        verification: organizations.verification,
      })
      .from(credentials)
      .innerJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
      .innerJoin(organizations, eq(organizations.id, credentials.organizationId))
      .where(and(eq(credentials.slug, slug), ne(credentials.state, 'draft')))
    if (!row) throw new DomainError('not_found', 'credentials.none')
    const { id, providerSlug, providerName, verification, ...shown } = row
    return {
      ...shown,
      provider: { slug: providerSlug, name: providerName, confirmed: verification === 'V2' },
      occupations: await occupationsOf(tx, id),
      competencies: await claimedBy(tx, id),
    }
  })
}

async function occupationsOf(tx: Transaction, credentialId: string) {
  return tx
    .select({ code: occupations.code, title: occupations.title })
    .from(credentialOccupations)
    .innerJoin(occupations, eq(occupations.id, credentialOccupations.occupationId))
    .where(eq(credentialOccupations.credentialId, credentialId))
    .orderBy(asc(occupations.title))
}

async function claimedBy(
  tx: Transaction,
  credentialId: string,
): Promise<PublishedCredential['competencies']> {
  const claims = await tx
    .select({
      competencyId: credentialCompetencies.competencyId,
      claim: credentialCompetencies.claim,
      level: credentialCompetencies.level,
    })
    .from(credentialCompetencies)
    .where(eq(credentialCompetencies.credentialId, credentialId))
    .orderBy(asc(credentialCompetencies.claim))
  const ids = [...new Set(claims.flatMap((claim) => claim.competencyId ?? []))]
  const rows = await tx
    .select({
      id: competencies.id,
      label: competencyVersions.label,
      statement: competencyVersions.statement,
      code: competencyVersions.code,
      framework: { slug: frameworks.slug, name: frameworks.name },
    })
    .from(competencies)
    .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
    .innerJoin(frameworks, eq(frameworks.id, competencies.frameworkId))
    .where(inArray(competencies.id, ids))
    .orderBy(asc(frameworks.name), asc(competencyVersions.code), asc(competencyVersions.label))
  return rows.map((row) => ({
    ...row,
    claims: claims
      .filter((claim) => claim.competencyId === row.id)
      .map(({ claim, level }) => ({ claim, level })),
  }))
}
