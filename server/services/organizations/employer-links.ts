import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'

const Link = z.object({ id: z.string(), name: z.string() })

/**
 * Other employers' records that look like the same employer: the same web domain or a shared
 * member, unless both belong to one parent already. Call it inside the operator's door.
 */
export async function findLinks(
  tx: Transaction,
  organizationId: string,
): Promise<z.infer<typeof Link>[]> {
  return selectRows(
    tx,
    Link,
    sql`SELECT other.id, other.name FROM organization own JOIN organization other
          ON other.id <> own.id AND other.kind = 'employer' AND other.merged_into_id IS NULL
        WHERE own.id = ${organizationId} AND own.kind = 'employer' AND other.verification <> 'V0'
          AND coalesce(other.parent_id, other.id) <> coalesce(own.parent_id, own.id)
          AND (lower(other.domain) = lower(own.domain)
               OR EXISTS (SELECT 1 FROM member a JOIN member b ON a.user_id = b.user_id
                          WHERE a.organization_id = own.id AND b.organization_id = other.id))
        ORDER BY other.name COLLATE "und-x-icu" LIMIT 10`,
  )
}
