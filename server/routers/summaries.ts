import { z } from 'zod'
import { SummaryFilter, SummaryView } from '@/server/domain/summary-view'
import { readMemberSummary, readSummary } from '@/server/services/summaries/read-summary'
import { orgProcedure, publicProcedure, router } from './trpc'

export const summariesRouter = router({
  read: publicProcedure
    .input(SummaryFilter)
    .output(SummaryView)
    .query(({ ctx, input }) => readSummary(ctx, input)),
  readOwn: orgProcedure
    .input(z.object({ filter: SummaryFilter }))
    .output(SummaryView)
    .query(({ ctx, input }) => readMemberSummary(ctx.org, input.filter)),
})
