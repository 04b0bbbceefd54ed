import { asc, eq, sql } from 'drizzle-orm'
import { credentialCompetencies, credentialOccupations } from '@/server/db/schema/credentials'
import { competencies, competencyVersions, frameworks } from '@/server/db/schema/frameworks'
import { occupations } from '@/server/db/schema/reference'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import type { CredentialRecord } from '@/server/domain/catalogue/credential-record'
import { credentialFields } from '@/server/domain/catalogue/credentials'
import { pickFields } from '@/server/domain/fields'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findOwnCredential } from './find-credential'

/** One of the provider's own credentials with its occupations and every claim. */
export async function readCredential(
  ctx: OrgContext,
  input: { slug: string },
): Promise<CredentialRecord> {
  await authorize(ctx, 'credential.read')
  const organizationId = ctx.organization.id
  return asTenant(ctx, async (tx) => {
    const { row, version } = await findOwnCredential(tx, organizationId, input.slug)
    const claims = await claimsOf(tx, row.id)
    return {
      id: row.id,
      slug: row.slug,
      state: row.state,
      sample: row.sample,
      updatedAt: row.updatedAt,
      version: version.no,
      ...pickFields(version, credentialFields),
      competencies: new Set(claims.map(({ competency }) => competency.id)).size,
      occupations: await tx
        .select({ id: occupations.id, code: occupations.code, title: occupations.title })
        .from(credentialOccupations)
        .innerJoin(occupations, eq(occupations.id, credentialOccupations.occupationId))
        .where(eq(credentialOccupations.credentialId, row.id))
        .orderBy(asc(occupations.title)),
      claims,
    }
  })
}

async function claimsOf(tx: Transaction, credentialId: string) {
  const rows = await tx
    .select({
      id: credentialCompetencies.id,
      claim: credentialCompetencies.claim,
      level: credentialCompetencies.level,
      competency: {
        id: competencies.id,
        label: competencyVersions.label,
        statement: competencyVersions.statement,
        code: competencyVersions.code,
        retiredAt: competencies.retiredAt,
      },
      framework: { slug: frameworks.slug, name: frameworks.name },
    })
    .from(credentialCompetencies)
    .innerJoin(competencies, eq(competencies.id, credentialCompetencies.competencyId))
    .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
    .innerJoin(frameworks, eq(frameworks.id, competencies.frameworkId))
    .where(eq(credentialCompetencies.credentialId, credentialId))
    .orderBy(
      asc(sql`${frameworks.name} COLLATE "und-x-icu"`),
      asc(competencies.position),
      asc(sql`${competencyVersions.label} COLLATE "und-x-icu"`),
      asc(credentialCompetencies.claim),
    )
  return rows.map(({ competency: { retiredAt, ...competency }, framework, ...claim }) => ({
    ...claim,
    competency: { ...competency, framework, retired: retiredAt !== null },
  }))
}
