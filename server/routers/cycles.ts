import { z } from 'zod'
import { CycleDetails } from '@/server/domain/asking/cycles'
import { AddressCounts, AddressPage, WaitingList } from '@/server/domain/people/address-lists'
import { RaterList, RaterSources } from '@/server/domain/people/rater-lists'
import { addAddressList } from '@/server/services/cycles/add-address-list'
import { askConfirmation } from '@/server/services/cycles/ask-confirmation'
import {
  ChangeInvitation,
  resendInvitation,
  revokeInvitation,
} from '@/server/services/cycles/change-invitation'
import {
  ChooseAddressSheet,
  chooseAddressSheet,
} from '@/server/services/cycles/choose-address-sheet'
import { CountAddressList, countAddressList } from '@/server/services/cycles/count-address-list'
import { deleteRaterList, OneRaterList } from '@/server/services/cycles/delete-rater-list'
import { discardAddressList } from '@/server/services/cycles/discard-address-list'
import {
  cancelCycle,
  closeCycle,
  ExtendCycle,
  extendCycle,
} from '@/server/services/cycles/end-cycle'
import { exportRefusedLines } from '@/server/services/cycles/export-refused-lines'
import { CycleChoices, FindChoices, findChoices } from '@/server/services/cycles/find-choices'
import {
  ForgetAddressColumns,
  forgetAddressColumns,
} from '@/server/services/cycles/forget-address-columns'
import { keepAddressList } from '@/server/services/cycles/keep-address-list'
import { KeepRaterList, keepRaterList } from '@/server/services/cycles/keep-rater-list'
import { listAddressLists } from '@/server/services/cycles/list-address-lists'
import { CycleSummary, listCycles } from '@/server/services/cycles/list-cycles'
import { EmployerPlace, listPlaces } from '@/server/services/cycles/list-places'
import { listRaterLists, listRaterSources } from '@/server/services/cycles/list-rater-lists'
import { MapAddressList, mapAddressList } from '@/server/services/cycles/map-address-list'
import { openCycle } from '@/server/services/cycles/open-cycle'
import { CyclePreview, previewCycle } from '@/server/services/cycles/preview-cycle'
import { ProposePlace, proposePlace } from '@/server/services/cycles/propose-place'
import {
  AddressListRead,
  OneAddressList,
  ReadAddressList,
  readAddressList,
} from '@/server/services/cycles/read-address-list'
import { CycleView, readCycle } from '@/server/services/cycles/read-cycle'
import { readCycleConfirmation } from '@/server/services/cycles/read-cycle-confirmation'
import { RenameRaterList, renameRaterList } from '@/server/services/cycles/rename-rater-list'
import { repeatCycle } from '@/server/services/cycles/repeat-cycle'
import { SaveAddressRows, saveAddressRows } from '@/server/services/cycles/save-address-rows'
import { createCycle, editCycle } from '@/server/services/cycles/save-cycle'
import { sendTest } from '@/server/services/cycles/send-test'
import {
  StartFromCycle,
  StartFromList,
  startFromCycle,
  startFromList,
} from '@/server/services/cycles/start-from-list'
import { CycleRenewal, listRenewals } from '@/server/services/maps/list-renewals'
import { ConfirmationView } from '@/server/services/organizations/read-confirmation'
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

  preview: orgProcedure
    .input(OneCycle)
    .output(CyclePreview)
    .query(({ ctx, input }) => previewCycle(ctx.org, input)),

  /** The invitation, to whoever asks for it. */
  sendTest: orgProcedure
    .input(OneCycle)
    .output(Done)
    .mutation(({ ctx, input }) => done(sendTest(ctx.org, input))),

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

  keepAddressList: orgProcedure
    .input(z.strictObject({ org, cycleId: z.uuid(), text: z.string() }))
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => keepAddressList(ctx.org, input)),

  keepAddressFile: orgProcedure
    .input(
      z.strictObject({
        ...{ org, cycleId: z.uuid() },
        ...{ fileName: z.string().max(400), bytes: UploadBytes },
      }),
    )
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => keepAddressList(ctx.org, input)),

  /** Who may confirm its employers that nobody has, and what came of asking. */
  confirmation: orgProcedure
    .input(z.object({ cycleId: z.uuid() }))
    .output(ConfirmationView)
    .query(({ ctx, input }) => readCycleConfirmation(ctx.org, input)),

  askConfirmation: orgProcedure
    .input(z.object({ cycleId: z.uuid() }))
    .output(z.object({ asked: z.number().int() }))
    .mutation(({ ctx, input }) => askConfirmation(ctx.org, input)),

  addressLists: orgProcedure
    .input(OneCycle)
    .output(z.array(WaitingList))
    .query(({ ctx, input }) => listAddressLists(ctx.org, input)),

  addressList: orgProcedure
    .input(z.object({ list: ReadAddressList }))
    .output(AddressListRead)
    .query(({ ctx, input }) => readAddressList(ctx.org, input.list)),

  /** What cannot be used of a list, as CSV. */
  refusedLines: orgProcedure
    .input(z.object({ list: OneAddressList }))
    .output(z.string())
    .query(({ ctx, input }) => exportRefusedLines(ctx.org, input.list)),

  chooseAddressSheet: orgProcedure
    .input(z.object({ list: ChooseAddressSheet }))
    .output(z.void())
    .mutation(({ ctx, input }) => chooseAddressSheet(ctx.org, input.list)),

  /** What a list holds with its columns named so; a mutation, since its answer is never kept. */
  countAddressList: orgProcedure
    .input(z.object({ list: CountAddressList }))
    .output(AddressCounts.nullable())
    .mutation(({ ctx, input }) => countAddressList(ctx.org, input.list)),

  mapAddressList: orgProcedure
    .input(z.object({ list: MapAddressList }))
    .output(z.void())
    .mutation(({ ctx, input }) => mapAddressList(ctx.org, input.list)),

  /** Keeps what was changed in rows of a list; answers with the page they stand on. */
  saveAddressRows: orgProcedure
    .input(z.object({ list: SaveAddressRows }))
    .output(AddressPage)
    .mutation(({ ctx, input }) => saveAddressRows(ctx.org, input.list)),

  forgetAddressColumns: orgProcedure
    .input(z.object({ forget: ForgetAddressColumns }))
    .output(z.void())
    .mutation(({ ctx, input }) => forgetAddressColumns(ctx.org, input.forget)),

  addAddressList: orgProcedure
    .input(z.object({ list: OneAddressList }))
    .output(z.object({ added: z.number().int(), refused: z.number().int() }))
    .mutation(({ ctx, input }) => addAddressList(ctx.org, input.list)),

  discardAddressList: orgProcedure
    .input(z.object({ list: OneAddressList }))
    .output(z.void())
    .mutation(({ ctx, input }) => discardAddressList(ctx.org, input.list)),

  raterLists: orgProcedure.output(z.array(RaterList)).query(({ ctx }) => listRaterLists(ctx.org)),

  /** What an invitation to a cycle may start from. */
  raterSources: orgProcedure
    .input(OneCycle)
    .output(RaterSources)
    .query(({ ctx, input }) => listRaterSources(ctx.org, input)),

  keepRaterList: orgProcedure
    .input(z.object({ keep: KeepRaterList }))
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => keepRaterList(ctx.org, input.keep)),

  renameRaterList: orgProcedure
    .input(z.object({ rename: RenameRaterList }))
    .output(z.void())
    .mutation(({ ctx, input }) => renameRaterList(ctx.org, input.rename)),

  deleteRaterList: orgProcedure
    .input(z.object({ list: OneRaterList }))
    .output(z.void())
    .mutation(({ ctx, input }) => deleteRaterList(ctx.org, input.list)),

  startFromList: orgProcedure
    .input(z.object({ start: StartFromList }))
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => startFromList(ctx.org, input.start)),

  startFromCycle: orgProcedure
    .input(z.object({ start: StartFromCycle }))
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => startFromCycle(ctx.org, input.start)),

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

  /** Where the unconfirmed employers of a cycle's list stand, as far as anybody has said. */
  places: orgProcedure
    .input(OneCycle)
    .output(z.array(EmployerPlace))
    .query(({ ctx, input }) => listPlaces(ctx.org, input)),

  proposePlace: orgProcedure
    .input(z.object({ place: ProposePlace }))
    .output(z.void())
    .mutation(({ ctx, input }) => proposePlace(ctx.org, input.place)),

  /** Makes a draft that asks the same people the same again. */
  repeat: orgProcedure
    .input(OneCycle)
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => repeatCycle(ctx.org, input)),

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
