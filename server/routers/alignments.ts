import { z } from 'zod'
import {
  AlignmentDesk,
  AlignmentList,
  AlignmentOverview,
} from '@/server/domain/catalogue/alignments'
import { DecideAlignment, decideAlignment } from '@/server/services/alignments/decide-alignment'
import { ListAlignments, listAlignments } from '@/server/services/alignments/list-alignments'
import { readOverview } from '@/server/services/alignments/read-overview'
import {
  SuggestAlignments,
  suggestAlignments,
} from '@/server/services/alignments/suggest-alignments'
import { UndoAlignment, undoAlignment } from '@/server/services/alignments/undo-alignment'
import { orgProcedure, router } from './trpc'

export const alignmentsRouter = router({
  overview: orgProcedure.output(AlignmentOverview).query(({ ctx }) => readOverview(ctx.org)),
  suggest: orgProcedure
    .input(SuggestAlignments)
    .output(AlignmentDesk)
    .query(({ ctx, input }) => suggestAlignments(ctx.org, input)),
  list: orgProcedure
    .input(ListAlignments)
    .output(AlignmentList)
    .query(({ ctx, input }) => listAlignments(ctx.org, input)),
  decide: orgProcedure
    .input(DecideAlignment)
    .output(z.object({ ids: z.array(z.string()) }))
    .mutation(({ ctx, input }) => decideAlignment(ctx.org, input)),
  undo: orgProcedure
    .input(UndoAlignment)
    .output(z.object({ undone: z.number().int() }))
    .mutation(({ ctx, input }) => undoAlignment(ctx.org, input)),
})
