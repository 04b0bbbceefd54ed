import { z } from 'zod'
import { ImportRow, ImportView, TableCounts } from '@/server/domain/catalogue/imports'
import { log } from '@/server/log'
import { ChooseSheet, chooseSheet } from '@/server/services/imports/choose-sheet'
import { CountTable, countTable } from '@/server/services/imports/count-table'
import { exportProblems } from '@/server/services/imports/export-problems'
import { ForgetColumns, forgetColumns } from '@/server/services/imports/forget-columns'
import { listImports } from '@/server/services/imports/list-imports'
import { MapImport, mapImport } from '@/server/services/imports/map-import'
import { readImport } from '@/server/services/imports/read-import'
import { runImport } from '@/server/services/imports/run-import'
import { StartImport, startImport } from '@/server/services/imports/start-import'
import { undoImport } from '@/server/services/imports/undo-import'
import { uploadImport } from '@/server/services/imports/upload-import'
import { orgProcedure, router } from './trpc'
import { UploadBytes } from './upload-bytes'

const OneImport = z.object({ id: z.uuid() })

export const importsRouter = router({
  list: orgProcedure.output(z.array(ImportRow)).query(({ ctx }) => listImports(ctx.org)),

  read: orgProcedure
    .input(OneImport)
    .output(ImportView)
    .query(({ ctx, input }) => readImport(ctx.org, input)),

  /** What was wrong in the file, as CSV. */
  problems: orgProcedure
    .input(OneImport)
    .output(z.string())
    .query(({ ctx, input }) => exportProblems(ctx.org, input)),

  upload: orgProcedure
    .input(z.object({ fileName: z.string().max(400), bytes: UploadBytes }))
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => uploadImport(ctx.org, input)),

  chooseSheet: orgProcedure
    .input(z.object({ table: ChooseSheet }))
    .output(z.void())
    .mutation(({ ctx, input }) => chooseSheet(ctx.org, input.table)),

  /** What a table holds with its columns named so; a mutation, since its answer is never kept. */
  countTable: orgProcedure
    .input(z.object({ table: CountTable }))
    .output(TableCounts.nullable())
    .mutation(({ ctx, input }) => countTable(ctx.org, input.table)),

  forgetColumns: orgProcedure
    .input(z.object({ forget: ForgetColumns }))
    .output(z.void())
    .mutation(({ ctx, input }) => forgetColumns(ctx.org, input.forget)),

  map: orgProcedure
    .input(z.object({ columns: MapImport }))
    .output(z.void())
    .mutation(({ ctx, input }) => mapImport(ctx.org, input.columns)),

  /** Starts applying and answers at once; `read` tells how far it is. */
  start: orgProcedure
    .input(z.object({ start: StartImport }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const { id } = input.start
      const { run } = await startImport(ctx.org, input.start)
      if (!run) return
      runImport(ctx.org, { id }).catch((error: unknown) => {
        log.error({ requestId: ctx.requestId, importId: id, err: error }, 'import run failed')
      })
    }),

  undo: orgProcedure
    .input(OneImport)
    .output(z.void())
    .mutation(({ ctx, input }) => undoImport(ctx.org, input)),
})
