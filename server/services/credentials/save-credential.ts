import { randomBytes, randomUUID } from 'node:crypto'
import { eq, inArray } from 'drizzle-orm'
import {
  credentialOccupations,
  credentials,
  credentialVersions,
} from '@/server/db/schema/credentials'
import { occupations } from '@/server/db/schema/reference'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { type CredentialDetails, credentialFields } from '@/server/domain/catalogue/credentials'
import { DomainError } from '@/server/domain/errors'
import { differIn, pickFields } from '@/server/domain/fields'
import { slugOf } from '@/server/domain/slugs'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findOwnCredential } from './find-credential'

/** A new credential of the provider, as a draft. */
export async function createCredential(
  ctx: OrgContext,
  input: CredentialDetails,
): Promise<{ slug: string }> {
  await authorize(ctx, 'credential.edit')
  const organizationId = ctx.organization.id
  return asTenant(ctx, async (tx) => {
    const { id, slug } = await insertCredential(tx, organizationId, input.name)
    await storeVersion(tx, { id, organizationId }, 1, input)
    await storeOccupations(tx, { id, organizationId }, input.occupationIds)
    await recordAudit(tx, ctx, { verb: 'credential.create', target: { kind: 'credential', id } })
    return { slug }
  })
}

/** Changes what a credential says; other words are a new version, its address stays. */
export async function editCredential(
  ctx: OrgContext,
  input: { slug: string; details: CredentialDetails },
): Promise<void> {
  await authorize(ctx, 'credential.edit')
  const organizationId = ctx.organization.id
  await asTenant(ctx, async (tx) => {
    const stored = await findOwnCredential(tx, organizationId, input.slug)
    if (differIn(credentialFields, stored.version, input.details)) {
      await storeVersion(tx, stored.row, stored.version.no + 1, input.details)
    }
    await storeOccupations(tx, stored.row, input.details.occupationIds)
    await tx
      .update(credentials)
      .set({ updatedAt: ctx.now })
      .where(eq(credentials.id, stored.row.id))
    await recordAudit(tx, ctx, {
      verb: 'credential.edit',
      target: { kind: 'credential', id: stored.row.id },
    })
  })
}

async function insertCredential(tx: Transaction, organizationId: string, name: string) {
  const id = randomUUID()
  const wanted = slugOf(name, 'credential')
  for (const slug of [wanted, `${wanted}-${randomBytes(3).toString('hex')}`]) {
    const rows = await tx
      .insert(credentials)
      .values({ id, organizationId, slug })
      .onConflictDoNothing({ target: credentials.slug })
      .returning({ id: credentials.id })
    if (rows.length > 0) return { id, slug }
  }
  throw new Error('No free address for a credential.')
}

async function storeVersion(
  tx: Transaction,
  credential: { id: string; organizationId: string },
  no: number,
  details: CredentialDetails,
) {
  const versionId = randomUUID()
  await tx.insert(credentialVersions).values({
    ...pickFields(details, credentialFields),
    ...{ id: versionId, no },
    credentialId: credential.id,
    organizationId: credential.organizationId,
  })
  await tx
    .update(credentials)
    .set({ currentVersionId: versionId })
    .where(eq(credentials.id, credential.id))
}

async function storeOccupations(
  tx: Transaction,
  { id, organizationId }: { id: string; organizationId: string },
  wanted: string[],
) {
  const ids = [...new Set(wanted)]
  const known =
    ids.length === 0
      ? []
      : await tx
          .select({ id: occupations.id })
          .from(occupations)
          .where(inArray(occupations.id, ids))
  if (known.length !== ids.length) {
    throw new DomainError('invalid', 'occupations.oneUnknown', { field: 'occupationIds' })
  }
  await tx.delete(credentialOccupations).where(eq(credentialOccupations.credentialId, id))
  if (ids.length === 0) return
  await tx
    .insert(credentialOccupations)
    .values(ids.map((occupationId) => ({ credentialId: id, occupationId, organizationId })))
}
