import { z } from 'zod'
import { type IndustryHit, searchIndustryIndex } from '@/server/domain/catalogue/industry-index'
import { industryIndex } from '@/server/services/organizations/industry-index'

export const SearchIndustries = z.strictObject({
  query: z.string().max(120),
  limit: z.number().int().min(1).max(25).default(8),
})
export type SearchIndustries = z.infer<typeof SearchIndustries>

/** Industries by everyday word, official title or code, best first; small typing errors are forgiven. */
export async function searchIndustries(input: SearchIndustries): Promise<IndustryHit[]> {
  return searchIndustryIndex(await industryIndex(), input.query, input.limit)
}
