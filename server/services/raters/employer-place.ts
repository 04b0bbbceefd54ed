import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'

export type EmployerPlace = { regionId: string; sector: string }

const Place = z.object({ region_id: z.string(), sector: z.string() })

/**
 * The reporting region and the two-digit sector of an employer's confirmed record now, written on each answer it gives
 * on its own page (METHOD R5). A county nobody has claimed reports to its state; what is not known is `unknown`.
 */
export async function employerPlace(tx: Transaction, employerId: string): Promise<EmployerPlace> {
  const [place] = await selectRows(tx, Place, placeOf(employerId, sql`now()`))
  if (!place) throw new DomainError('not_found', 'employers.none')
  return { regionId: place.region_id, sector: place.sector }
}

/**
 * The place as a statement, for one that asks for more: of the record as it stood and was confirmed at a moment. A
 * cycle asks for its opening, so that nobody moves an answer from group to group by changing a record meanwhile.
 */
export function placeOf(employerId: string, at: SQL): SQL {
  return sql`SELECT coalesce(rr.region_id, county.parent_id, 'unknown') AS region_id,
                    coalesce(i.sector, 'unknown') AS sector
             FROM organization o
             LEFT JOIN (SELECT * FROM employer_record WHERE organization_id = ${employerId} AND since <= ${at}
                        ORDER BY since DESC LIMIT 1) r ON r.confirmed
             LEFT JOIN reporting_region rr ON rr.county_id = r.county_id
             LEFT JOIN region county ON county.id = r.county_id
             LEFT JOIN industry i ON i.id = r.industry_id
             WHERE o.id = ${employerId}`
}
