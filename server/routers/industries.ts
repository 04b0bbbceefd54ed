import { z } from 'zod'
import { SearchIndustries, searchIndustries } from '@/server/services/regions/search-industries'
import { publicProcedure, router } from './trpc'

const IndustryHit = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  matched: z.string().nullable(),
})

export const industriesRouter = router({
  search: publicProcedure
    .input(SearchIndustries)
    .output(z.array(IndustryHit))
    .query(({ input }) => searchIndustries(input)),
})
