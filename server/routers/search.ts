import { SearchInput, SearchResults } from '@/server/domain/reading/search-view'
import { searchCatalogue } from '@/server/services/search/search-catalogue'
import { publicProcedure, router } from './trpc'

export const searchRouter = router({
  catalogue: publicProcedure
    .input(SearchInput)
    .output(SearchResults)
    .query(({ input }) => searchCatalogue(input)),
})
