import { z } from 'zod'
import { EmploymentCounts, EmploymentProblem } from '@/server/domain/catalogue/employment'
import {
  ChooseEmploymentSheet,
  chooseEmploymentSheet,
} from '@/server/services/employment/choose-employment-sheet'
import { CountEmployment, countEmployment } from '@/server/services/employment/count-employment'
import { discardEmployment } from '@/server/services/employment/discard-employment'
import { exportEmployment } from '@/server/services/employment/export-employment'
import {
  ForgetEmploymentColumns,
  forgetEmploymentColumns,
} from '@/server/services/employment/forget-employment-columns'
import { listEmploymentProblems } from '@/server/services/employment/list-employment-problems'
import { MapEmployment, mapEmployment } from '@/server/services/employment/map-employment'
import { EmploymentView, readEmployment } from '@/server/services/employment/read-employment'
import { RemoveEmployment, removeEmployment } from '@/server/services/employment/remove-employment'
import { storeEmployment } from '@/server/services/employment/store-employment'
import { uploadEmployment } from '@/server/services/employment/upload-employment'
import { operatorProcedure, orgProcedure, router } from './trpc'
import { UploadBytes } from './upload-bytes'

const Upload = z.object({ fileName: z.string().max(400), bytes: UploadBytes })
const Waiting = z.object({ id: z.uuid() })
const Stored = z.object({ regions: z.number().int() })

export const employmentRouter = router({
  readOwn: orgProcedure.output(EmploymentView).query(({ ctx }) => readEmployment(ctx.org)),
  exportOwn: orgProcedure.output(z.string()).query(({ ctx }) => exportEmployment(ctx.org)),
  problemsOwn: orgProcedure
    .output(z.array(EmploymentProblem))
    .query(({ ctx }) => listEmploymentProblems(ctx.org)),
  uploadOwn: orgProcedure
    .input(Upload)
    .output(Waiting)
    .mutation(({ ctx, input }) => uploadEmployment(ctx.org, input)),
  chooseSheetOwn: orgProcedure
    .input(z.object({ table: ChooseEmploymentSheet }))
    .output(z.void())
    .mutation(({ ctx, input }) => chooseEmploymentSheet(ctx.org, input.table)),
  /** What a file holds with its columns named so; a mutation, since its answer is never kept. */
  countOwn: orgProcedure
    .input(z.object({ table: CountEmployment }))
    .output(EmploymentCounts)
    .mutation(({ ctx, input }) => countEmployment(ctx.org, input.table)),
  mapOwn: orgProcedure
    .input(z.object({ table: MapEmployment }))
    .output(z.void())
    .mutation(({ ctx, input }) => mapEmployment(ctx.org, input.table)),
  forgetColumnsOwn: orgProcedure
    .input(z.object({ forget: ForgetEmploymentColumns }))
    .output(z.void())
    .mutation(({ ctx, input }) => forgetEmploymentColumns(ctx.org, input.forget)),
  storeOwn: orgProcedure
    .input(Waiting)
    .output(Stored)
    .mutation(({ ctx, input }) => storeEmployment(ctx.org, input)),
  discardOwn: orgProcedure
    .input(Waiting)
    .output(z.void())
    .mutation(({ ctx, input }) => discardEmployment(ctx.org, input)),
  removeOwn: orgProcedure
    .input(z.object({ remove: RemoveEmployment }))
    .output(z.void())
    .mutation(({ ctx, input }) => removeEmployment(ctx.org, input.remove)),

  read: operatorProcedure.output(EmploymentView).query(({ ctx }) => readEmployment(ctx.operator)),
  export: operatorProcedure.output(z.string()).query(({ ctx }) => exportEmployment(ctx.operator)),
  problems: operatorProcedure
    .output(z.array(EmploymentProblem))
    .query(({ ctx }) => listEmploymentProblems(ctx.operator)),
  upload: operatorProcedure
    .input(Upload)
    .output(Waiting)
    .mutation(({ ctx, input }) => uploadEmployment(ctx.operator, input)),
  chooseSheet: operatorProcedure
    .input(z.object({ table: ChooseEmploymentSheet }))
    .output(z.void())
    .mutation(({ ctx, input }) => chooseEmploymentSheet(ctx.operator, input.table)),
  count: operatorProcedure
    .input(z.object({ table: CountEmployment }))
    .output(EmploymentCounts)
    .mutation(({ ctx, input }) => countEmployment(ctx.operator, input.table)),
  map: operatorProcedure
    .input(z.object({ table: MapEmployment }))
    .output(z.void())
    .mutation(({ ctx, input }) => mapEmployment(ctx.operator, input.table)),
  forgetColumns: operatorProcedure
    .input(z.object({ forget: ForgetEmploymentColumns }))
    .output(z.void())
    .mutation(({ ctx, input }) => forgetEmploymentColumns(ctx.operator, input.forget)),
  store: operatorProcedure
    .input(Waiting)
    .output(Stored)
    .mutation(({ ctx, input }) => storeEmployment(ctx.operator, input)),
  discard: operatorProcedure
    .input(Waiting)
    .output(z.void())
    .mutation(({ ctx, input }) => discardEmployment(ctx.operator, input)),
  remove: operatorProcedure
    .input(RemoveEmployment)
    .output(z.void())
    .mutation(({ ctx, input }) => removeEmployment(ctx.operator, input)),
})
