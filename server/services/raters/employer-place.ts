import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'

export type EmployerPlace = { regionId: string; sector: string }

const Place = z.object({ region_id: z.string(), sector: z.string() })

/**
 * The reporting region and the two-digit sector of an employer's record now, written on each answer
 * (METHOD R5). A county nobody has claimed reports to its state; what is not known is `unknown`.
 */
export async function employerPlace(tx: Transaction, employerId: string): Promise<EmployerPlace> {
  const [place] = await selectRows(tx, Place, placeOf(employerId))
  if (!place) throw new DomainError('not_found', 'There is no such employer.')
  return { regionId: place.region_id, sector: place.sector }
}

/** The place as a statement, for one that asks for more. */
export function placeOf(employerId: string): SQL {
  return sql`SELECT coalesce(rr.region_id, county.parent_id, 'unknown') AS region_id,
                    coalesce(i.sector, 'unknown') AS sector
             FROM organization o
             LEFT JOIN reporting_region rr ON rr.county_id = o.county_id
             LEFT JOIN region county ON county.id = o.county_id
             LEFT JOIN industry i ON i.id = o.industry_id
             WHERE o.id = ${employerId}`
}
