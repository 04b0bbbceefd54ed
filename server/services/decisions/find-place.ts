import type { Transaction } from '@/server/db/tenancy'
import type { SaysFilter } from '@/server/domain/reading/provider-says'
import type { OrgContext } from '@/server/services/context'
import { findMapCatalogue } from '@/server/services/maps/map-catalogue'

/** The map of a provider's own that a report reads. */
export async function findPlace(
  tx: Transaction,
  ctx: OrgContext,
  report: SaysFilter,
): Promise<{ organizationId: string; credentialId: string; occupationId: string }> {
  const organizationId = ctx.organization.id
  const { credential, occupation } = await findMapCatalogue(tx, { ...report, organizationId })
  return { organizationId, credentialId: credential.id, occupationId: occupation.id }
}
