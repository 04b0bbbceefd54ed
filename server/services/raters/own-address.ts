import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { isAtDomain } from '@/server/domain/people/organizations'
import { addressHash } from './address-hash'
import { type EmployerPlace, placeOf } from './employer-place'

const Standing = z.object({
  region_id: z.string(),
  sector: z.string(),
  domains: z.array(z.string()),
  accepted: z.boolean(),
})

/** Where an answer is counted, and whether its address speaks for the employer. */
export type AnswerStanding = EmployerPlace & { speaks: boolean }

/**
 * The employer's place when the cycle opened, and whether an answer speaks for it: the address that was invited is at
 * the employer's own web domain, where a colleague it was passed on to is as well; or the rater's own address was
 * accepted. Anybody may name an employer when inviting, so nothing else makes an address the employer's (METHOD §9). One
 * statement, since every Send asks.
 */
export async function answerStanding(
  tx: Transaction,
  {
    employerId,
    invited,
    email,
    cycleId,
  }: { employerId: string; invited: string; email: string | null; cycleId: string },
): Promise<AnswerStanding> {
  const opened = sql`(SELECT opens_at FROM rating_cycle WHERE id = ${cycleId})`
  const [row] = await selectRows(
    tx,
    Standing,
    sql`WITH RECURSIVE ${ancestors(sql`id = ${employerId}`)}
        SELECT place.*, coalesce((SELECT json_agg(domain) FROM up WHERE domain IS NOT NULL), '[]') AS domains,
               EXISTS (SELECT 1 FROM accepted_address a
                       WHERE a.organization_id = ${employerId} AND a.address_hash = ${email && addressHash(email)}) AS accepted
        FROM (${placeOf(employerId, opened)}) place`,
  )
  if (!row) throw new DomainError('not_found', 'employers.none')
  const speaks = row.accepted || row.domains.some((domain) => isAtDomain(invited, domain))
  return { regionId: row.region_id, sector: row.sector, speaks }
}

const Row = z.object({ id: z.string(), domain: z.string() })

/** Web domains of employers: of each record, what it was merged into, and its parent. */
export async function employerDomains(
  tx: Transaction,
  employerIds: readonly string[],
): Promise<Map<string, string[]>> {
  const domains = new Map<string, string[]>()
  const rows = await selectRows(
    tx,
    Row,
    sql`WITH RECURSIVE ${ancestors(sql`id = ANY(${`{${employerIds.join(',')}}`}::uuid[])`)}
        SELECT id, domain FROM up WHERE domain IS NOT NULL`,
  )
  for (const { id, domain } of rows) domains.set(id, [...(domains.get(id) ?? []), domain])
  return domains
}

/** The records that are asked for, what they were merged into, and their parents, as `up`. */
function ancestors(which: SQL): SQL {
  return sql`up AS (
    SELECT id, domain, coalesce(merged_into_id, parent_id) AS above, 1 AS step FROM organization WHERE ${which}
    UNION ALL
    SELECT up.id, o.domain, coalesce(o.merged_into_id, o.parent_id), up.step + 1
    FROM up JOIN organization o ON o.id = up.above WHERE up.step < 8)`
}
