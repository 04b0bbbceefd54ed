import { randomUUID } from 'node:crypto'
import {
  credentialCompetencies,
  credentialOccupations,
  credentials,
  credentialVersions,
} from '@/server/db/schema/credentials'
import {
  competencies,
  competencyVersions,
  frameworks,
  frameworkVersions,
} from '@/server/db/schema/frameworks'
import { asTenant } from '@/server/db/tenancy'
import {
  CredentialDetails,
  type CredentialKind,
  credentialFields,
} from '@/server/domain/catalogue/credentials'
import { byField } from '@/server/domain/fields'
import { tenant } from './organizations-factory'

export type TestFramework = {
  id: string
  competencies: { id: string; versionId: string; label: string }[]
}

/** A framework with these competencies, published unless said otherwise. */
export async function makeFramework(input: {
  organizationId: string
  name?: string
  state?: 'draft' | 'published'
  labels: readonly string[]
}): Promise<TestFramework> {
  const { organizationId } = input
  const id = randomUUID()
  const frameworkVersionId = randomUUID()
  const rows = input.labels.map((label) => ({ id: randomUUID(), versionId: randomUUID(), label }))
  await asTenant(tenant(organizationId), async (tx) => {
    await tx.insert(frameworks).values({
      id,
      organizationId,
      slug: `framework-${id.slice(0, 8)}`,
      state: input.state ?? 'published',
      name: input.name ?? `Framework ${id.slice(0, 8)}`,
      currentVersionId: frameworkVersionId,
    })
    await tx.insert(frameworkVersions).values({
      id: frameworkVersionId,
      frameworkId: id,
      organizationId,
      no: 1,
      sourceFormat: 'csv',
      document: {},
    })
    await tx.insert(competencies).values(
      rows.map((row, position) => ({
        id: row.id,
        frameworkId: id,
        organizationId,
        currentVersionId: row.versionId,
        position,
      })),
    )
    await tx.insert(competencyVersions).values(
      rows.map((row) => ({
        id: row.versionId,
        competencyId: row.id,
        frameworkVersionId,
        organizationId,
        no: 1,
        label: row.label,
        statement: `${row.label}, as the job needs it.`,
        texts: { label: { en: row.label } },
        levels: [],
        keywords: [],
        textHash: row.label,
      })),
    )
  })
  return { id, competencies: rows }
}

/** What an editor writes, empty but for its name. */
export function credentialDetails({ name }: { name: string }): CredentialDetails {
  const nothing = byField(credentialFields, () => '')
  return CredentialDetails.parse({ ...nothing, name, kind: 'certificate', occupationIds: [] })
}

/** A credential for an occupation that teaches these competencies, published unless said otherwise. */
export async function makeCredential(input: {
  organizationId: string
  occupationId: string
  name?: string
  kind?: CredentialKind
  state?: 'draft' | 'published'
  teaches?: readonly string[]
}): Promise<{ id: string; versionId: string }> {
  const { organizationId } = input
  const id = randomUUID()
  const versionId = randomUUID()
  await asTenant(tenant(organizationId), async (tx) => {
    await tx.insert(credentials).values({
      id,
      organizationId,
      slug: `credential-${id.slice(0, 8)}`,
      state: input.state ?? 'published',
      currentVersionId: versionId,
    })
    await tx.insert(credentialVersions).values({
      id: versionId,
      credentialId: id,
      organizationId,
      no: 1,
      name: input.name ?? `Credential ${id.slice(0, 8)}`,
      kind: input.kind ?? 'certificate',
    })
    await tx
      .insert(credentialOccupations)
      .values({ credentialId: id, occupationId: input.occupationId, organizationId })
    const claims = (input.teaches ?? []).map((competencyId) => ({
      id: randomUUID(),
      credentialId: id,
      organizationId,
      competencyId,
      claim: 'teaches' as const,
      assertedBy: organizationId,
    }))
    if (claims.length > 0) await tx.insert(credentialCompetencies).values(claims)
  })
  return { id, versionId }
}
