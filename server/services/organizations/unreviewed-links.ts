import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { LINK_REASONS } from '@/server/domain/people/employer-links'
import { sharedDomain } from '@/server/domain/people/mail-providers'

const Link = z.object({ aId: z.string(), bId: z.string(), reasons: z.array(z.enum(LINK_REASONS)) })
export type UnreviewedLink = z.infer<typeof Link>

/**
 * Pairs of confirmed employers that may be one (METHOD §9): the same web domain or one below the other's owner, a shared person, or a device found
 * shared, unless they have one parent or somebody has called them separate. Read from the records themselves, so a
 * release that comes before the nightly look misses none. Call it inside the publisher's door.
 */
export async function unreviewedLinks(tx: Transaction): Promise<UnreviewedLink[]> {
  return selectRows(
    tx,
    Link,
    sql`WITH confirmed AS (
          SELECT o.id, coalesce(o.parent_id, o.id) AS top, d.shared AS domain
          FROM organization o LEFT JOIN (${await sharedDomains(tx)}) d ON d.domain = o.domain
          WHERE o.kind = 'employer' AND o.verification = 'V2' AND o.merged_into_id IS NULL
        ), pairs AS (
          SELECT a.id AS a, b.id AS b, 'domain' AS reason
          FROM confirmed a JOIN confirmed b ON b.domain = a.domain AND a.id < b.id AND a.top <> b.top
          UNION
          SELECT a.id, b.id, 'person'
          FROM member m JOIN member n ON n.user_id = m.user_id AND m.organization_id < n.organization_id
          JOIN confirmed a ON a.id = m.organization_id
          JOIN confirmed b ON b.id = n.organization_id AND b.top <> a.top
          UNION
          SELECT a.id, b.id, r.reason
          FROM employer_link l CROSS JOIN LATERAL jsonb_array_elements_text(l.reasons) AS r (reason)
          JOIN confirmed a ON a.id = l.a_id
          JOIN confirmed b ON b.id = l.b_id AND b.top <> a.top
          WHERE l.state = 'open' AND r.reason = 'device'
        )
        SELECT a AS "aId", b AS "bId", jsonb_agg(reason ORDER BY reason) AS reasons
        FROM pairs p
        WHERE NOT EXISTS (SELECT 1 FROM employer_link l WHERE l.a_id = p.a AND l.b_id = p.b AND l.state = 'separate')
        GROUP BY a, b ORDER BY a, b`,
  )
}

const Domain = z.object({ domain: z.string() })

/** The web domains of confirmed employers, each with the one it is compared by: `domain` and `shared`. */
async function sharedDomains(tx: Transaction): Promise<SQL> {
  const rows = await selectRows(
    tx,
    Domain,
    sql`SELECT DISTINCT domain FROM organization
        WHERE kind = 'employer' AND verification = 'V2' AND merged_into_id IS NULL AND domain IS NOT NULL`,
  )
  const pairs = rows.map(({ domain }) => ({ domain, shared: sharedDomain(domain) }))
  return sql`SELECT domain, shared FROM jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) AS d (domain text, shared text)`
}

const Past = z.object({
  aId: z.string(),
  bId: z.string(),
  from: z.number(),
  to: z.number().nullable(),
})

/** Links found so far, and from when to when nobody had called them separate, in milliseconds since 1970. */
export function linkHistory(tx: Transaction): Promise<z.infer<typeof Past>[]> {
  const millis = (column: string) => sql.raw(`(extract(epoch FROM ${column}) * 1000)::float8`)
  return selectRows(
    tx,
    Past,
    sql`SELECT a_id AS "aId", b_id AS "bId", ${millis('found_at')} AS "from",
               CASE WHEN state = 'separate' THEN ${millis('decided_at')} END AS "to"
        FROM employer_link`,
  )
}
