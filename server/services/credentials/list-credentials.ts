import { asc, eq, sql } from 'drizzle-orm'
import {
  credentialCompetencies,
  credentialOccupations,
  credentials,
  credentialVersions,
} from '@/server/db/schema/credentials'
import { occupations } from '@/server/db/schema/reference'
import { asTenant } from '@/server/db/tenancy'
import type { CredentialRow } from '@/server/domain/catalogue/credential-record'
import { groupBy } from '@/server/domain/group-by'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'

/** The provider's own credentials, drafts too, by name. */
export async function listCredentials(ctx: OrgContext): Promise<CredentialRow[]> {
  await authorize(ctx, 'credential.read')
  const organizationId = ctx.organization.id
  return asTenant(ctx, async (tx) => {
    const rows = await tx
      .select({
        id: credentials.id,
        slug: credentials.slug,
        name: credentialVersions.name,
        kind: credentialVersions.kind,
        state: credentials.state,
        sample: credentials.sample,
        updatedAt: credentials.updatedAt,
        competencies: sql`(SELECT count(DISTINCT c.competency_id) FROM ${credentialCompetencies} c
          WHERE c.credential_id = ${credentials.id})`.mapWith(Number),
      })
      .from(credentials)
      .innerJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
      .where(eq(credentials.organizationId, organizationId))
      .orderBy(asc(sql`${credentialVersions.name} COLLATE "und-x-icu"`), asc(credentials.id))
    const titles = await tx
      .select({ credentialId: credentialOccupations.credentialId, title: occupations.title })
      .from(credentialOccupations)
      .innerJoin(occupations, eq(occupations.id, credentialOccupations.occupationId))
      .where(eq(credentialOccupations.organizationId, organizationId))
      .orderBy(asc(occupations.title))
    const byCredential = groupBy(titles, ({ credentialId }) => credentialId)
    return rows.map((row) => ({
      ...row,
      occupations: (byCredential.get(row.id) ?? []).map(({ title }) => title),
    }))
  })
}
