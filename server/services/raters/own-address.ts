import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { acceptedAddresses } from '@/server/db/schema/ratings'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { isAtDomain } from '@/server/domain/organizations'
import { addressHash } from './address-hash'

/**
 * Whether an answer from this address speaks for the employer: the address is at the employer's own
 * web domain, or was accepted for it. Anybody may name an employer when inviting, so nothing else
 * makes an address the employer's (METHOD §9).
 */
export async function speaksFor(
  tx: Transaction,
  input: { employerId: string; email: string },
): Promise<boolean> {
  const domains = (await employerDomains(tx, [input.employerId])).get(input.employerId) ?? []
  if (domains.some((domain) => isAtDomain(input.email, domain))) return true
  const [accepted] = await tx
    .select({ organizationId: acceptedAddresses.organizationId })
    .from(acceptedAddresses)
    .where(
      and(
        eq(acceptedAddresses.organizationId, input.employerId),
        eq(acceptedAddresses.addressHash, addressHash(input.email)),
      ),
    )
  return accepted !== undefined
}

const Row = z.object({ id: z.string(), domain: z.string() })

/** Web domains of employers: of each record, what it was merged into, and its parent. */
export async function employerDomains(
  tx: Transaction,
  employerIds: readonly string[],
): Promise<Map<string, string[]>> {
  const domains = new Map<string, string[]>()
  if (employerIds.length === 0) return domains
  const ids = sql.join(
    employerIds.map((id) => sql`${id}::uuid`),
    sql`, `,
  )
  const rows = await selectRows(
    tx,
    Row,
    sql`WITH RECURSIVE up AS (
          SELECT id, domain, coalesce(merged_into_id, parent_id) AS above, 1 AS step
          FROM organization WHERE id IN (${ids})
          UNION ALL
          SELECT up.id, o.domain, coalesce(o.merged_into_id, o.parent_id), up.step + 1
          FROM up JOIN organization o ON o.id = up.above WHERE up.step < 8)
        SELECT id, domain FROM up WHERE domain IS NOT NULL`,
  )
  for (const { id, domain } of rows) domains.set(id, [...(domains.get(id) ?? []), domain])
  return domains
}
