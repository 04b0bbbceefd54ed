import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { acceptedAddresses } from '@/server/db/schema/ratings'
import { asOperator, selectRows } from '@/server/db/tenancy'
import { isAtDomain } from '@/server/domain/people/organizations'
import type { OperatorContext } from '@/server/services/context'
import { addressHash } from '@/server/services/raters/address-hash'
import { employerDomains } from '@/server/services/raters/own-address'

export const ForeignAddress = z.object({
  invitationId: z.string(),
  employer: z.string(),
  domain: z.string().nullable(),
  email: z.string(),
  asker: z.string(),
})
export type ForeignAddress = z.infer<typeof ForeignAddress>

const Row = ForeignAddress.extend({ employerId: z.string() })
const read = 2000
const shown = 200

/**
 * Addresses invited for confirmed employers that are outside the employer's own web domain and were
 * not accepted. Whoever was invited is listed, answered or not: that stays the rater's own matter.
 */
export function listForeignAddresses(_ctx: OperatorContext): Promise<ForeignAddress[]> {
  return asOperator(async (tx) => {
    const rows = await selectRows(
      tx,
      Row,
      sql`SELECT DISTINCT ON (o.name, i.employer_id, i.email) i.id AS "invitationId",
                 i.employer_id AS "employerId", o.name AS employer, o.domain, i.email,
                 asker.name AS asker
          FROM rater_invitation i
          JOIN organization o ON o.id = i.employer_id
          JOIN organization asker ON asker.id = i.organization_id
          WHERE o.verification = 'V2' AND i.delivery <> 'revoked'
            AND (o.domain IS NULL OR lower(split_part(i.email, '@', 2)) <> lower(o.domain))
          ORDER BY o.name, i.employer_id, i.email, i.created_at DESC LIMIT ${read}`,
    )
    const domains = await employerDomains(tx, [...new Set(rows.map((row) => row.employerId))])
    const accepted = new Set(
      (await tx.select().from(acceptedAddresses)).map(
        (row) => `${row.organizationId} ${row.addressHash}`,
      ),
    )
    return rows
      .filter(
        ({ employerId, email }) =>
          !(domains.get(employerId) ?? []).some((domain) => isAtDomain(email, domain)) &&
          !accepted.has(`${employerId} ${addressHash(email)}`),
      )
      .slice(0, shown)
      .map(({ employerId: _, ...row }) => row)
  })
}
