import { z } from 'zod'
import {
  EmployerCounts,
  EmployerListView,
  EmployersConfirmed,
  longestEmployerText,
  WaitingEmployers,
} from '@/server/domain/people/employer-lists'
import {
  ChooseEmployerSheet,
  chooseEmployerSheet,
} from '@/server/services/organizations/employer-lists/choose-employer-sheet'
import {
  ConfirmEmployerList,
  confirmEmployerList,
} from '@/server/services/organizations/employer-lists/confirm-employer-list'
import {
  CountEmployerList,
  countEmployerList,
} from '@/server/services/organizations/employer-lists/count-employer-list'
import { discardEmployerList } from '@/server/services/organizations/employer-lists/discard-employer-list'
import { exportLinesLeft } from '@/server/services/organizations/employer-lists/export-lines-left'
import { OneEmployerList } from '@/server/services/organizations/employer-lists/find-employer-list'
import {
  ForgetEmployerColumns,
  forgetEmployerColumns,
} from '@/server/services/organizations/employer-lists/forget-employer-columns'
import { keepEmployerList } from '@/server/services/organizations/employer-lists/keep-employer-list'
import { listEmployerLists } from '@/server/services/organizations/employer-lists/list-employer-lists'
import {
  MapEmployerList,
  mapEmployerList,
} from '@/server/services/organizations/employer-lists/map-employer-list'
import { readEmployerList } from '@/server/services/organizations/employer-lists/read-employer-list'
import { operatorProcedure, orgProcedure, router } from './trpc'
import { UploadBytes } from './upload-bytes'

// One more than fits, so that too long a text is refused in words.
const Pasted = z.object({ text: z.string().max(longestEmployerText + 1) })
const Upload = z.object({ fileName: z.string().max(400), bytes: UploadBytes })
const Kept = z.object({ id: z.uuid() })
const One = z.object({ list: OneEmployerList })

/** Lists of employers: each verb for a partnership's own (`Own`), and for the operator's. */
export const employerListsRouter = router({
  listOwn: orgProcedure
    .output(z.array(WaitingEmployers))
    .query(({ ctx }) => listEmployerLists(ctx.org)),
  readOwn: orgProcedure
    .input(One)
    .output(EmployerListView)
    .query(({ ctx, input }) => readEmployerList(ctx.org, input.list)),
  linesLeftOwn: orgProcedure
    .input(One)
    .output(z.string())
    .query(({ ctx, input }) => exportLinesLeft(ctx.org, input.list)),
  keepTextOwn: orgProcedure
    .input(Pasted)
    .output(Kept)
    .mutation(({ ctx, input }) => keepEmployerList(ctx.org, { text: input.text })),
  keepFileOwn: orgProcedure
    .input(Upload)
    .output(Kept)
    .mutation(({ ctx, input }) =>
      keepEmployerList(ctx.org, { fileName: input.fileName, bytes: input.bytes }),
    ),
  chooseSheetOwn: orgProcedure
    .input(z.object({ list: ChooseEmployerSheet }))
    .output(z.void())
    .mutation(({ ctx, input }) => chooseEmployerSheet(ctx.org, input.list)),
  /** What a list comes to with its columns named so; a mutation, since its answer is never kept. */
  countOwn: orgProcedure
    .input(z.object({ list: CountEmployerList }))
    .output(EmployerCounts.nullable())
    .mutation(({ ctx, input }) => countEmployerList(ctx.org, input.list)),
  mapOwn: orgProcedure
    .input(z.object({ list: MapEmployerList }))
    .output(z.void())
    .mutation(({ ctx, input }) => mapEmployerList(ctx.org, input.list)),
  forgetColumnsOwn: orgProcedure
    .input(z.object({ forget: ForgetEmployerColumns }))
    .output(z.void())
    .mutation(({ ctx, input }) => forgetEmployerColumns(ctx.org, input.forget)),
  confirmOwn: orgProcedure
    .input(z.object({ list: ConfirmEmployerList }))
    .output(EmployersConfirmed)
    .mutation(({ ctx, input }) => confirmEmployerList(ctx.org, input.list)),
  discardOwn: orgProcedure
    .input(One)
    .output(z.void())
    .mutation(({ ctx, input }) => discardEmployerList(ctx.org, input.list)),

  list: operatorProcedure
    .output(z.array(WaitingEmployers))
    .query(({ ctx }) => listEmployerLists(ctx.operator)),
  read: operatorProcedure
    .input(One)
    .output(EmployerListView)
    .query(({ ctx, input }) => readEmployerList(ctx.operator, input.list)),
  linesLeft: operatorProcedure
    .input(One)
    .output(z.string())
    .query(({ ctx, input }) => exportLinesLeft(ctx.operator, input.list)),
  keepText: operatorProcedure
    .input(Pasted)
    .output(Kept)
    .mutation(({ ctx, input }) => keepEmployerList(ctx.operator, { text: input.text })),
  keepFile: operatorProcedure
    .input(Upload)
    .output(Kept)
    .mutation(({ ctx, input }) =>
      keepEmployerList(ctx.operator, { fileName: input.fileName, bytes: input.bytes }),
    ),
  chooseSheet: operatorProcedure
    .input(z.object({ list: ChooseEmployerSheet }))
    .output(z.void())
    .mutation(({ ctx, input }) => chooseEmployerSheet(ctx.operator, input.list)),
  /** What a list comes to with its columns named so; a mutation, since its answer is never kept. */
  count: operatorProcedure
    .input(z.object({ list: CountEmployerList }))
    .output(EmployerCounts.nullable())
    .mutation(({ ctx, input }) => countEmployerList(ctx.operator, input.list)),
  map: operatorProcedure
    .input(z.object({ list: MapEmployerList }))
    .output(z.void())
    .mutation(({ ctx, input }) => mapEmployerList(ctx.operator, input.list)),
  forgetColumns: operatorProcedure
    .input(z.object({ forget: ForgetEmployerColumns }))
    .output(z.void())
    .mutation(({ ctx, input }) => forgetEmployerColumns(ctx.operator, input.forget)),
  confirm: operatorProcedure
    .input(z.object({ list: ConfirmEmployerList }))
    .output(EmployersConfirmed)
    .mutation(({ ctx, input }) => confirmEmployerList(ctx.operator, input.list)),
  discard: operatorProcedure
    .input(One)
    .output(z.void())
    .mutation(({ ctx, input }) => discardEmployerList(ctx.operator, input.list)),
})
