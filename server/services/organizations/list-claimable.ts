import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asOperator, selectRows } from '@/server/db/tenancy'
import { ownDomain } from '@/server/domain/people/addresses'
import { isAtDomain } from '@/server/domain/people/organizations'
import type { UserContext } from '@/server/services/context'

const Row = z.object({ id: z.string(), name: z.string(), domain: z.string().nullable() })

export type Claimable = z.infer<typeof Row>

/**
 * Employers' records nobody manages that this person may take over: at the address's own domain, or
 * without a domain, not confirmed, and invited to rate at this very address. The operator's door is opened because invitations belong to
 * their askers; only this person's own address is looked for.
 */
export async function listClaimable(ctx: UserContext): Promise<Claimable[]> {
  const { email } = ctx.actor
  const domain = ownDomain(email)
  const rows = await asOperator((tx) =>
    selectRows(
      tx,
      Row,
      sql`SELECT o.id, o.name, o.domain FROM organization o
          WHERE o.kind = 'employer' AND o.merged_into_id IS NULL AND o.claimed_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM member m WHERE m.organization_id = o.id)
            AND ((o.domain IS NOT NULL AND ${domain}::text IS NOT NULL
                  AND (lower(o.domain) = ${domain} OR ${domain} LIKE '%.' || lower(o.domain)))
                 OR o.domain IS NULL AND o.verification <> 'V2' AND EXISTS (SELECT 1 FROM rater_invitation i
                            WHERE i.employer_id = o.id AND i.email = ${email} AND i.delivery <> 'revoked'))
          ORDER BY o.name COLLATE "und-x-icu" LIMIT 20`,
    ),
  )
  // Below a provider's or a public suffix, as a record made earlier may name one, nobody is at home.
  return rows.filter((row) => row.domain === null || isAtDomain(email, row.domain))
}
