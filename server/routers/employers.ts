import { z } from 'zod'
import { ConfirmOrganization } from '@/server/domain/people/confirmations'
import { confirmOrganization } from '@/server/services/organizations/confirm-organization'
import { EmployersView, listEmployers } from '@/server/services/organizations/list-employers'
import {
  MergeEmployers,
  mergeEmployers,
  SetParent,
  setParent,
} from '@/server/services/organizations/merge-employers'
import {
  RefuseOrganization,
  refuseOrganization,
} from '@/server/services/organizations/refuse-organization'
import { orgProcedure, router } from './trpc'

export const employersRouter = router({
  /** The employers a partnership or provider deals with. */
  list: orgProcedure
    .input(z.object({ query: z.string().max(100) }))
    .output(EmployersView)
    .query(({ ctx, input }) => listEmployers(ctx.org, input)),

  confirm: orgProcedure
    .input(z.object({ confirmation: ConfirmOrganization }))
    .output(z.void())
    .mutation(({ ctx, input }) => confirmOrganization(ctx.org, input.confirmation)),

  refuse: orgProcedure
    .input(z.object({ refusal: RefuseOrganization }))
    .output(z.void())
    .mutation(({ ctx, input }) => refuseOrganization(ctx.org, input.refusal)),

  merge: orgProcedure
    .input(z.object({ merger: MergeEmployers }))
    .output(z.void())
    .mutation(({ ctx, input }) => mergeEmployers(ctx.org, input.merger)),

  setParent: orgProcedure
    .input(z.object({ parent: SetParent }))
    .output(z.void())
    .mutation(({ ctx, input }) => setParent(ctx.org, input.parent)),
})
