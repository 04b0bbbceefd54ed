import { z } from 'zod'
import { ClaimListView, WaitingClaims } from '@/server/domain/catalogue/claim-lists'
import { claimKinds } from '@/server/domain/catalogue/credentials'
import { applyClaimList } from '@/server/services/credentials/apply-claim-list'
import {
  ChooseClaimSheet,
  chooseClaimSheet,
} from '@/server/services/credentials/choose-claim-sheet'
import { discardClaimList } from '@/server/services/credentials/discard-claim-list'
import {
  ForgetClaimColumns,
  forgetClaimColumns,
} from '@/server/services/credentials/forget-claim-columns'
import { keepClaimList } from '@/server/services/credentials/keep-claim-list'
import { listClaimLists } from '@/server/services/credentials/list-claim-lists'
import { MapClaimList, mapClaimList } from '@/server/services/credentials/map-claim-list'
import { OneClaimList, readClaimList } from '@/server/services/credentials/read-claim-list'
import { orgProcedure, router } from './trpc'
import { UploadBytes } from './upload-bytes'

const Slug = z.string().min(1).max(120)
const Sheet = z.object({ slug: Slug, framework: Slug, otherwise: z.enum(claimKinds) })

/** Sheets of claims that wait to be applied to a credential. */
export const claimsRouter = router({
  keepText: orgProcedure
    .input(Sheet.extend({ text: z.string() }))
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => keepClaimList(ctx.org, input)),

  keepFile: orgProcedure
    .input(Sheet.extend({ fileName: z.string().max(400), bytes: UploadBytes }))
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => keepClaimList(ctx.org, input)),

  waiting: orgProcedure
    .input(z.object({ slug: Slug }))
    .output(z.array(WaitingClaims))
    .query(({ ctx, input }) => listClaimLists(ctx.org, input)),

  read: orgProcedure
    .input(z.object({ list: OneClaimList }))
    .output(ClaimListView)
    .query(({ ctx, input }) => readClaimList(ctx.org, input.list)),

  chooseSheet: orgProcedure
    .input(z.object({ list: ChooseClaimSheet }))
    .output(z.void())
    .mutation(({ ctx, input }) => chooseClaimSheet(ctx.org, input.list)),

  map: orgProcedure
    .input(z.object({ list: MapClaimList }))
    .output(z.void())
    .mutation(({ ctx, input }) => mapClaimList(ctx.org, input.list)),

  forgetColumns: orgProcedure
    .input(z.object({ forget: ForgetClaimColumns }))
    .output(z.void())
    .mutation(({ ctx, input }) => forgetClaimColumns(ctx.org, input.forget)),

  applySheet: orgProcedure
    .input(z.object({ list: OneClaimList }))
    .output(z.object({ added: z.number().int(), refused: z.number().int(), slug: z.string() }))
    .mutation(({ ctx, input }) => applyClaimList(ctx.org, input.list)),

  discard: orgProcedure
    .input(z.object({ list: OneClaimList }))
    .output(z.void())
    .mutation(({ ctx, input }) => discardClaimList(ctx.org, input.list)),
})
