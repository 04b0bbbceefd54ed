import { z } from 'zod'
import {
  MemberSummaryFilter,
  SummaryFilter,
  SummaryScopes,
  SummaryView,
} from '@/server/domain/reading/summary-view'
import { listScopes } from '@/server/services/summaries/list-scopes'
import { readMemberSummary, readSummary } from '@/server/services/summaries/read-summary'
import { orgProcedure, publicProcedure, router } from './trpc'

export const summariesRouter = router({
  read: publicProcedure
    .input(SummaryFilter)
    .output(SummaryView)
    .query(({ ctx, input }) => readSummary(ctx, input)),
  scopes: publicProcedure.output(SummaryScopes).query(({ ctx }) => listScopes(ctx)),
  readOwn: orgProcedure
    .input(z.object({ filter: MemberSummaryFilter }))
    .output(SummaryView)
    .query(({ ctx, input }) => readMemberSummary(ctx.org, input.filter)),
})
