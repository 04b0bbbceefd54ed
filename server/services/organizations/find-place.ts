import { eq, or, sql } from 'drizzle-orm'
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

/** A NAICS industry by its id, or by its code with or without its title; null for nothing written. */
export async function findIndustry(
  tx: Transaction,
  text: string,
  field = 'industryId',
): Promise<string | null> {
  const [word = ''] = text.trim().split(/\s+/)
  if (word === '') return null
  const [row] = await tx
    .select({ id: industries.id })
    .from(industries)
    .where(or(eq(industries.id, word), eq(industries.code, word)))
  if (!row) throw new DomainError('invalid', 'organizations.unknownIndustry', { field })
  return row.id
}
