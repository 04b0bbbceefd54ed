import { and, eq } from 'drizzle-orm'
import { credentials, credentialVersions } from '@/server/db/schema/credentials'
import type { Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'

type StoredCredential = {
  row: typeof credentials.$inferSelect
  version: typeof credentialVersions.$inferSelect
}

/** A credential of this organization; another's is not found, published or not. */
export async function findOwnCredential(
  tx: Transaction,
  organizationId: string,
  slug: string,
): Promise<StoredCredential> {
  const [found] = await tx
    .select({ row: credentials, version: credentialVersions })
    .from(credentials)
    .innerJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
    .where(and(eq(credentials.slug, slug), eq(credentials.organizationId, organizationId)))
  if (!found) throw new DomainError('not_found', 'credentials.none')
  return found
}
