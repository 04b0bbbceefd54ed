import { z } from 'zod'
import { IntegrityYear, readIntegrityTotals } from '@/server/services/integrity/integrity-totals'
import {
  HoldsView,
  ListHolds,
  listHolds,
  listOwnHolds,
} from '@/server/services/integrity/list-holds'
import { ReviewHold, reviewHold } from '@/server/services/integrity/review-hold'
import { readWaitingTotals, WaitingTotals } from '@/server/services/integrity/waiting-totals'
import { DecideLink, decideLink } from '@/server/services/organizations/decide-link'
import { EmployerLink, listLinks } from '@/server/services/organizations/list-links'
import { operatorProcedure, orgProcedure, publicProcedure, router } from './trpc'

const Nothing = z.strictObject({}).optional()

export const integrityRouter = router({
  holds: operatorProcedure
    .input(ListHolds)
    .output(HoldsView)
    .query(({ ctx, input }) => listHolds(ctx.operator, input)),

  review: operatorProcedure
    .input(ReviewHold)
    .output(z.void())
    .mutation(({ ctx, input }) => reviewHold(ctx.operator, input)),

  /** Why answers wait, on the whole site. */
  waiting: operatorProcedure
    .input(Nothing)
    .output(WaitingTotals)
    .query(({ ctx }) => readWaitingTotals(ctx.operator)),

  /** Employers that may be one. */
  links: operatorProcedure
    .input(Nothing)
    .output(z.array(EmployerLink))
    .query(({ ctx }) => listLinks(ctx.operator)),

  decideLink: operatorProcedure
    .input(DecideLink)
    .output(z.void())
    .mutation(({ ctx, input }) => decideLink(ctx.operator, input)),

  /** What a partnership reviews. */
  ownHolds: orgProcedure
    .input(z.object({ filter: ListHolds }))
    .output(HoldsView)
    .query(({ ctx, input }) => listOwnHolds(ctx.org, input.filter)),

  reviewOwn: orgProcedure
    .input(z.object({ review: ReviewHold }))
    .output(z.void())
    .mutation(({ ctx, input }) => reviewHold(ctx.org, input.review)),

  /** Holds by year, for everybody. */
  totals: publicProcedure
    .input(Nothing)
    .output(z.array(IntegrityYear))
    .query(() => readIntegrityTotals()),
})
