import { ProviderSays, SaysFilter } from '@/server/domain/reading/provider-says'
import { readProviderSays } from '@/server/services/decisions/read-provider-says'
import { publicProcedure, router } from './trpc'

export const decisionsRouter = router({
  says: publicProcedure
    .input(SaysFilter)
    .output(ProviderSays)
    .query(({ input }) => readProviderSays(input)),
})
