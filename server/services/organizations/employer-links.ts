import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { groupBy } from '@/server/domain/group-by'
import { sharedDomain } from '@/server/domain/people/mail-providers'

const Link = z.object({ id: z.string(), name: z.string() })
type Link = z.infer<typeof Link>

/**
 * Other employers' records that look like the same employer: the same web domain, one below the same owner's, or a shared
 * member, unless both belong to one parent already. Others are those that somebody confirmed, or claimed from their
 * own domain: a record that anybody may name counts for nothing, and one that a rater proved must not show (METHOD R13).
 * Call it inside the operator's door.
 */
export async function findLinks(
  tx: Transaction,
  organizationIds: readonly string[],
): Promise<(organizationId: string) => Link[]> {
  return linksTo(
    tx,
    sql`SELECT o.id::text AS key, o.id, coalesce(o.parent_id, o.id) AS legal_id, d.shared
        FROM organization o LEFT JOIN (${await sharedDomains(tx, organizationIds)}) d ON d.id = o.id
        WHERE o.id = ANY(${`{${organizationIds.join(',')}}`}::uuid[]) AND o.kind = 'employer'`,
  )
}

/** The same of employers nobody has recorded yet, by the web domains they would have. */
export async function findDomainLinks(
  tx: Transaction,
  domains: readonly string[],
): Promise<(domain: string) => Link[]> {
  const pairs = domains.map((domain) => ({ key: domain, shared: sharedDomain(domain) }))
  return linksTo(
    tx,
    sql`SELECT key, NULL::uuid AS id, NULL::uuid AS legal_id, shared
        FROM jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) AS d (key text, shared text)`,
  )
}

/** @param own rows of `key`, `id`, `legal_id` and the web domain they are compared by, `shared` */
async function linksTo(tx: Transaction, own: SQL): Promise<(key: string) => Link[]> {
  const rows = await selectRows(
    tx,
    Link.extend({ key: z.string() }),
    sql`SELECT own.key, found.id, found.name
        FROM (${own}) own
        CROSS JOIN LATERAL (
          SELECT other.id, other.name FROM organization other
          WHERE other.id IS DISTINCT FROM own.id AND other.kind = 'employer' AND other.merged_into_id IS NULL
            AND (other.verification = 'V2' OR ${provenByMember(sql`other`)})
            AND coalesce(other.parent_id, other.id) IS DISTINCT FROM own.legal_id
            AND (lower(other.domain) = own.shared OR right(lower(other.domain), length(own.shared) + 1) = '.' || own.shared
                 OR EXISTS (SELECT 1 FROM member a JOIN member b ON a.user_id = b.user_id
                            WHERE a.organization_id = own.id AND b.organization_id = other.id))
          ORDER BY other.name COLLATE "und-x-icu" LIMIT 10) found
        ORDER BY found.name COLLATE "und-x-icu"`,
  )
  const linksOf = groupBy(rows, (row) => row.key)
  return (key) => (linksOf.get(key) ?? []).map(({ key: _, ...link }) => link)
}

const Domain = z.object({ id: z.string(), domain: z.string() })

/** Of each of these the web domain it is compared by: `id` and `shared`. */
async function sharedDomains(tx: Transaction, organizationIds: readonly string[]): Promise<SQL> {
  const rows = await selectRows(
    tx,
    Domain,
    sql`SELECT id, domain FROM organization
        WHERE id = ANY(${`{${organizationIds.join(',')}}`}::uuid[]) AND domain IS NOT NULL`,
  )
  const pairs = rows.map(({ id, domain }) => ({ id, shared: sharedDomain(domain) }))
  return sql`SELECT id, shared FROM jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) AS d (id uuid, shared text)`
}

/** Whether a member who claimed or founded the record was reached at its own web domain. */
export function provenByMember(organization: SQL): SQL {
  return sql`EXISTS (SELECT 1 FROM confirmation c
    WHERE c.organization_id = ${organization}.id AND c.level = 'V1' AND c.by_user_id IS NOT NULL)`
}

/** What the last decision about the record says if it turned it down, and which partnership said so; else null. */
export function lastRefusal(organization: SQL): SQL {
  return sql`(SELECT CASE WHEN c.level = 'V0' THEN jsonb_build_object('note', c.note, 'by', w.name) END
    FROM confirmation c LEFT JOIN organization w ON w.id = c.by_organization_id
    WHERE c.organization_id = ${organization}.id ORDER BY c.created_at DESC LIMIT 1)`
}

/** Whether the last thing that was decided about the record is that it was turned down. */
export function isRefused(organization: SQL): SQL {
  return sql`coalesce((SELECT c.level = 'V0' FROM confirmation c
    WHERE c.organization_id = ${organization}.id ORDER BY c.created_at DESC LIMIT 1), false)`
}

const Refused = z.object({ refused: z.boolean() })

/** The same of one record; false where there is none. */
export async function wasRefused(tx: Transaction, organizationId: string): Promise<boolean> {
  const [row] = await selectRows(
    tx,
    Refused,
    sql`SELECT ${isRefused(sql`o`)} AS refused FROM organization o WHERE o.id = ${organizationId}`,
  )
  return row?.refused ?? false
}
