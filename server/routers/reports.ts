import { z } from 'zod'
import { AcrossView } from '@/server/domain/reading/across'
import { MapFilter } from '@/server/domain/reading/map-filter'
import { ReportListItem, ReportView } from '@/server/domain/reading/report-view'
import { listReports } from '@/server/services/reports/list-reports'
import { readAcross } from '@/server/services/reports/read-across'
import { readReport } from '@/server/services/reports/read-report'
import { orgProcedure, router } from './trpc'

export const reportsRouter = router({
  read: orgProcedure
    .input(z.object({ filter: MapFilter }))
    .output(ReportView)
    .query(({ ctx, input }) => readReport(ctx.org, input.filter)),
  list: orgProcedure.output(z.array(ReportListItem)).query(({ ctx }) => listReports(ctx.org)),
  across: orgProcedure.output(AcrossView).query(({ ctx }) => readAcross(ctx.org)),
})
