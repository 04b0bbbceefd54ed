import { z } from 'zod'
import { Decide, OpenDecisions } from '@/server/domain/reading/decisions'
import { ProviderSays, SaysFilter } from '@/server/domain/reading/provider-says'
import { ReportShare, ReportShares } from '@/server/domain/reading/report-shares'
import { decide } from '@/server/services/decisions/decide'
import { Finish, finish } from '@/server/services/decisions/finish'
import { listOpen } from '@/server/services/decisions/list-open'
import { listShares } from '@/server/services/decisions/list-shares'
import {
  DecisionMail,
  readDecisionMail,
  switchDecisionMail,
} from '@/server/services/decisions/mail-switch'
import { readProviderSays } from '@/server/services/decisions/read-provider-says'
import { shareReport } from '@/server/services/decisions/share-report'
import { undo } from '@/server/services/decisions/undo'
import { unshareReport } from '@/server/services/decisions/unshare-report'
import { orgProcedure, publicProcedure, router } from './trpc'

export const decisionsRouter = router({
  decide: orgProcedure
    .input(Decide)
    .output(z.object({ decisionId: z.string() }))
    .mutation(({ ctx, input }) => decide(ctx.org, input)),
  undo: orgProcedure
    .input(z.object({ decisionId: z.uuid() }))
    .mutation(({ ctx, input }) => undo(ctx.org, input)),
  finish: orgProcedure.input(Finish).mutation(({ ctx, input }) => finish(ctx.org, input)),
  listOpen: orgProcedure.output(OpenDecisions).query(({ ctx }) => listOpen(ctx.org)),
  shares: orgProcedure
    .input(z.object({ filter: SaysFilter }))
    .output(ReportShares)
    .query(({ ctx, input }) => listShares(ctx.org, input.filter)),
  share: orgProcedure.input(ReportShare).mutation(({ ctx, input }) => shareReport(ctx.org, input)),
  unshare: orgProcedure
    .input(ReportShare)
    .mutation(({ ctx, input }) => unshareReport(ctx.org, input)),
  mail: orgProcedure.output(DecisionMail).query(({ ctx }) => readDecisionMail(ctx.org)),
  switchMail: orgProcedure
    .input(DecisionMail)
    .mutation(({ ctx, input }) => switchDecisionMail(ctx.org, input)),
  says: publicProcedure
    .input(SaysFilter)
    .output(ProviderSays)
    .query(({ input }) => readProviderSays(input)),
})
