import { eq, or } from 'drizzle-orm'
import { industries } from '@/server/db/schema/reference'
import type { Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { readCounties } from './read-counties'

/** The county people mean by "Lorain County, Ohio" or "Lorain, OH"; null for nothing written. */
export async function findCounty(tx: Transaction, text: string): Promise<string | null> {
  if (text.trim() === '') return null
  const meant = (await readCounties(tx, [text])).get(text)
  if (meant?.kind === 'one') return meant.county.id
  throw new DomainError(
    'invalid',
    meant?.kind === 'several' ? 'organizations.severalCounties' : 'organizations.unknownCounty',
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
