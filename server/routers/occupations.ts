import { z } from 'zod'
import {
  SearchOccupations,
  searchOccupations,
} from '@/server/services/occupations/search-occupations'
import { publicProcedure, router } from './trpc'

const OccupationHit = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  matched: z.string().nullable(),
})

export const occupationsRouter = router({
  search: publicProcedure
    .input(SearchOccupations)
    .output(z.array(OccupationHit))
    .query(({ input }) => searchOccupations(input)),
})
