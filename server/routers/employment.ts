import { z } from 'zod'
import { EmploymentProblem } from '@/server/domain/catalogue/employment'
import { discardEmployment } from '@/server/services/employment/discard-employment'
import { exportEmployment } from '@/server/services/employment/export-employment'
import { listEmploymentProblems } from '@/server/services/employment/list-employment-problems'
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
