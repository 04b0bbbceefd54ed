import { z } from 'zod'
import {
  CompetencyDetails,
  CompetencyHit,
  CompetencyRecord,
  FrameworkDetails,
  FrameworkList,
  FrameworkSummary,
  FrameworkView,
} from '@/server/domain/catalogue/framework-view'
import { exportFormats } from '@/server/domain/catalogue/frameworks'
import { publicationStates } from '@/server/domain/catalogue/publication'
import { createFramework } from '@/server/services/frameworks/create-framework'
import { editFramework } from '@/server/services/frameworks/edit-framework'
import {
  ExportedFile,
  exportFramework,
  exportPublishedCompetency,
  exportPublishedFramework,
} from '@/server/services/frameworks/export-framework'
import {
  ExportedWorkbook,
  exportPublishedWorkbook,
  exportWorkbook,
} from '@/server/services/frameworks/export-workbook'
import {
  listFrameworks,
  listPublishedFrameworks,
} from '@/server/services/frameworks/list-frameworks'
import { publishFramework } from '@/server/services/frameworks/publish-framework'
import { readPublishedCompetency } from '@/server/services/frameworks/read-competency'
import { readFramework, readPublishedFramework } from '@/server/services/frameworks/read-framework'
import {
  addCompetency,
  editCompetency,
  retireCompetency,
} from '@/server/services/frameworks/save-competency'
import {
  SearchCompetencies,
  searchCompetencies,
} from '@/server/services/frameworks/search-competencies'
import { orgProcedure, publicProcedure, router } from './trpc'

const Slug = z.object({ slug: z.string().min(1).max(120) })
const OneCompetency = Slug.extend({ id: z.uuid() })

export const frameworksRouter = router({
  /** Own frameworks, and those others have published. */
  list: orgProcedure
    .output(z.object({ own: z.array(FrameworkSummary), published: z.array(FrameworkSummary) }))
    .query(({ ctx }) => listFrameworks(ctx.org)),

  read: orgProcedure
    .input(Slug)
    .output(FrameworkView)
    .query(({ ctx, input }) => readFramework(ctx.org, input)),

  create: orgProcedure
    .input(z.object({ details: FrameworkDetails }))
    .output(z.object({ slug: z.string() }))
    .mutation(({ ctx, input }) => createFramework(ctx.org, input.details)),

  edit: orgProcedure
    .input(Slug.extend({ details: FrameworkDetails }))
    .output(z.void())
    .mutation(({ ctx, input }) => editFramework(ctx.org, input)),

  publish: orgProcedure
    .input(Slug.extend({ state: z.enum(publicationStates) }))
    .output(z.void())
    .mutation(({ ctx, input }) => publishFramework(ctx.org, input)),

  addCompetency: orgProcedure
    .input(Slug.extend({ parentId: z.uuid().nullable(), details: CompetencyDetails }))
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => addCompetency(ctx.org, input)),

  editCompetency: orgProcedure
    .input(OneCompetency.extend({ details: CompetencyDetails }))
    .output(z.void())
    .mutation(({ ctx, input }) => editCompetency(ctx.org, input)),

  retireCompetency: orgProcedure
    .input(OneCompetency)
    .output(z.void())
    .mutation(({ ctx, input }) => retireCompetency(ctx.org, input)),

  /** Competencies to pick, own and published. */
  search: orgProcedure
    .input(z.object({ search: SearchCompetencies }))
    .output(z.array(CompetencyHit))
    .query(({ ctx, input }) => searchCompetencies(ctx.org, input.search)),

  export: orgProcedure
    .input(Slug.extend({ format: z.enum(exportFormats) }))
    .output(ExportedFile)
    .query(({ ctx, input }) => exportFramework(ctx.org, input)),

  exportWorkbook: orgProcedure
    .input(Slug)
    .output(ExportedWorkbook)
    .query(({ ctx, input }) => exportWorkbook(ctx.org, input)),

  listPublished: publicProcedure
    .input(z.strictObject({ page: z.number().int().min(1).max(10_000).default(1) }))
    .output(FrameworkList)
    .query(({ input }) => listPublishedFrameworks(input.page)),

  readPublished: publicProcedure
    .input(Slug)
    .output(FrameworkView)
    .query(({ input }) => readPublishedFramework(input)),

  readCompetency: publicProcedure
    .input(z.strictObject({ id: z.uuid() }))
    .output(CompetencyRecord)
    .query(({ input }) => readPublishedCompetency(input)),

  exportPublished: publicProcedure
    .input(Slug.extend({ format: z.enum(exportFormats) }))
    .output(ExportedFile)
    .query(({ input }) => exportPublishedFramework(input)),

  exportPublishedWorkbook: publicProcedure
    .input(Slug)
    .output(ExportedWorkbook)
    .query(({ ctx, input }) => exportPublishedWorkbook(ctx, input)),

  exportCompetency: publicProcedure
    .input(z.strictObject({ id: z.uuid() }))
    .output(ExportedFile)
    .query(({ input }) => exportPublishedCompetency(input)),
})
