import { z } from 'zod'
import { ConfirmMany, RefuseMany } from '@/server/domain/people/confirmations'
import { confirmMany, refuseMany } from '@/server/services/organizations/decide-many'
import { EmployersView, listEmployers } from '@/server/services/organizations/list-employers'
import {
  MergeEmployers,
  mergeEmployers,
  SetParent,
  setParent,
} from '@/server/services/organizations/merge-employers'
import { DecidedView, sayDecided } from './decided'
import { orgProcedure, router } from './trpc'

export const employersRouter = router({
  /** The employers a partnership or provider deals with. */
  list: orgProcedure
    .input(z.object({ query: z.string().max(100) }))
    .output(EmployersView)
    .query(({ ctx, input }) => listEmployers(ctx.org, input)),

  confirm: orgProcedure
    .input(z.object({ confirmations: ConfirmMany }))
    .output(DecidedView)
    .mutation(async ({ ctx, input }) =>
      sayDecided(await confirmMany(ctx.org, input.confirmations)),
    ),

  refuse: orgProcedure
    .input(z.object({ refusal: RefuseMany }))
    .output(DecidedView)
    .mutation(async ({ ctx, input }) => sayDecided(await refuseMany(ctx.org, input.refusal))),

  merge: orgProcedure
    .input(z.object({ merger: MergeEmployers }))
    .output(z.void())
    .mutation(({ ctx, input }) => mergeEmployers(ctx.org, input.merger)),

  setParent: orgProcedure
    .input(z.object({ parent: SetParent }))
    .output(z.void())
    .mutation(({ ctx, input }) => setParent(ctx.org, input.parent)),
})
