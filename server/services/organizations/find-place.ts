import type { Transaction } from '@/server/db/tenancy'
import { type IndustryIndex, industryMeant } from '@/server/domain/catalogue/industry-index'
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

/** The industry people mean by its id, its code, its title or an everyday word; null for nothing written. */
export function findIndustry(index: IndustryIndex, text: string, field: string): string | null {
  const written = text.trim()
  if (written === '') return null
  const known = index.entries.find(({ entry }) => entry.id === written)?.entry
  const meant = known ? { kind: 'one' as const, industry: known } : industryMeant(index, written)
  if (meant.kind === 'one') return meant.industry.id
  throw meant.kind === 'several'
    ? new DomainError('invalid', 'organizations.severalIndustries', {
        field,
        values: {
          titles: meant.industries.map(({ title, code }) => `${code} ${title}`).join('; '),
        },
      })
    : new DomainError('invalid', 'organizations.unknownIndustry', { field })
}
