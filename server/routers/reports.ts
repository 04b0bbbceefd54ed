import { AcrossView } from '@/server/domain/reading/across'
import { readAcross } from '@/server/services/reports/read-across'
import { orgProcedure, router } from './trpc'

export const reportsRouter = router({
  across: orgProcedure.output(AcrossView).query(({ ctx }) => readAcross(ctx.org)),
})
