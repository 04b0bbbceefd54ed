import { z } from 'zod'
import { CycleDetails } from '@/server/domain/asking/cycles'
import {
  AddAddresses,
  AddressPreview,
  addAddresses,
  previewAddresses,
} from '@/server/services/cycles/add-addresses'
import {
  ChangeInvitation,
  resendInvitation,
  revokeInvitation,
} from '@/server/services/cycles/change-invitation'
import {
  cancelCycle,
  closeCycle,
  ExtendCycle,
  extendCycle,
} from '@/server/services/cycles/end-cycle'
import { CycleChoices, FindChoices, findChoices } from '@/server/services/cycles/find-choices'
import { CycleSummary, listCycles } from '@/server/services/cycles/list-cycles'
import { openCycle } from '@/server/services/cycles/open-cycle'
import { AddressFile, readAddressFile } from '@/server/services/cycles/read-address-file'
import { CycleView, readCycle } from '@/server/services/cycles/read-cycle'
import { createCycle, editCycle } from '@/server/services/cycles/save-cycle'
import { CycleRenewal, listRenewals } from '@/server/services/maps/list-renewals'
import { orgProcedure, router } from './trpc'
import { UploadBytes } from './upload-bytes'

const org = z.string().min(1).max(80)
const OneCycle = z.strictObject({ org, cycleId: z.uuid() })
const Done = z.object({ done: z.literal(true) })

export const cyclesRouter = router({
  list: orgProcedure.output(z.array(CycleSummary)).query(({ ctx }) => listCycles(ctx.org)),

  read: orgProcedure
    .input(OneCycle)
    .output(CycleView)
    .query(({ ctx, input }) => readCycle(ctx.org, input)),

  renewals: orgProcedure
    .input(OneCycle)
    .output(z.array(CycleRenewal))
    .query(({ ctx, input }) => listRenewals(ctx.org, input)),

  choices: orgProcedure
    .input(FindChoices.extend({ org }))
    .output(CycleChoices)
    .query(({ ctx, input }) => findChoices(ctx.org, input)),

  create: orgProcedure
    .input(CycleDetails.extend({ org }))
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => createCycle(ctx.org, input)),

  edit: orgProcedure
    .input(CycleDetails.extend({ org, cycleId: z.uuid() }))
    .output(Done)
    .mutation(({ ctx, input }) => done(editCycle(ctx.org, input))),

  readAddressFile: orgProcedure
    .input(z.object({ bytes: UploadBytes }))
    .output(AddressFile)
    .mutation(({ ctx, input }) => readAddressFile(ctx.org, input)),

  previewAddresses: orgProcedure
    .input(AddAddresses.extend({ org }))
    .output(AddressPreview)
    .mutation(({ ctx, input }) => previewAddresses(ctx.org, input)),

  addAddresses: orgProcedure
    .input(AddAddresses.extend({ org }))
    .output(z.object({ added: z.number().int(), refused: z.number().int() }))
    .mutation(({ ctx, input }) => addAddresses(ctx.org, input)),

  open: orgProcedure
    .input(OneCycle)
    .output(Done)
    .mutation(({ ctx, input }) => done(openCycle(ctx.org, input))),

  extend: orgProcedure
    .input(ExtendCycle.extend({ org }))
    .output(Done)
    .mutation(({ ctx, input }) => done(extendCycle(ctx.org, input))),

  close: orgProcedure
    .input(OneCycle)
    .output(Done)
    .mutation(({ ctx, input }) => done(closeCycle(ctx.org, input))),

  cancel: orgProcedure
    .input(OneCycle)
    .output(Done)
    .mutation(({ ctx, input }) => done(cancelCycle(ctx.org, input))),

  revoke: orgProcedure
    .input(ChangeInvitation.extend({ org }))
    .output(Done)
    .mutation(({ ctx, input }) => done(revokeInvitation(ctx.org, input))),

  resend: orgProcedure
    .input(ChangeInvitation.extend({ org }))
    .output(Done)
    .mutation(({ ctx, input }) => done(resendInvitation(ctx.org, input))),
})

async function done(work: Promise<unknown>): Promise<{ done: true }> {
  await work
  return { done: true }
}
