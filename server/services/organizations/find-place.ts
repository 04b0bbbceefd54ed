import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { industries } from '@/server/db/schema/reference'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'

/** The county people mean by "Lorain County, Ohio" or "Lorain, OH"; null for nothing written. */
export async function findCounty(tx: Transaction, text: string): Promise<string | null> {
  if (text.trim() === '') return null
  const [place = '', state = ''] = text.split(',').map((part) => part.trim().toLowerCase())
  const rows = await selectRows(
    tx,
    z.object({ id: z.string() }),
    sql`SELECT c.id FROM region c JOIN region s ON s.id = c.parent_id
        WHERE c.kind = 'county' AND (lower(c.name) = ${place} OR lower(c.name) = ${`${place} county`})
          AND (${state} = '' OR lower(s.name) = ${state} OR lower(s.code) = ${state} OR s.id = ${`us-${state}`})
        LIMIT 2`,
  )
  if (rows.length === 1 && rows[0]) return rows[0].id
  throw new DomainError(
    'invalid',
    rows.length > 1 ? 'organizations.severalCounties' : 'organizations.unknownCounty',
    { field: 'county' },
  )
}

/** A NAICS industry by its id; null for nothing chosen. */
export async function findIndustry(tx: Transaction, id: string): Promise<string | null> {
  if (id === '') return null
  const [row] = await tx.select({ id: industries.id }).from(industries).where(eq(industries.id, id))
  if (!row)
    throw new DomainError('invalid', 'organizations.unknownIndustry', { field: 'industryId' })
  return row.id
}
