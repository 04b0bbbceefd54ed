import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { zoneOfCounty } from '@/server/domain/people/time-zones'

/** The county whose clock an organization goes by: its own, else the first of its region. */
export function zoneCountyOf(organization: SQL): SQL {
  return sql`coalesce(${organization}.county_id, (SELECT min(rc.county_id) FROM region_county rc
    WHERE rc.organization_id = ${organization}.id))`
}

/** The IANA zone of an organization's clock. */
export async function organizationZone(tx: Transaction, organizationId: string): Promise<string> {
  const [row] = await selectRows(
    tx,
    z.object({ county: z.string().nullable() }),
    sql`SELECT ${zoneCountyOf(sql`o`)} AS county FROM organization o WHERE o.id = ${organizationId}`,
  )
  return zoneOfCounty(row?.county ?? null)
}
