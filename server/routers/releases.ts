import { z } from 'zod'
import { HideCohort, hideCohort } from '@/server/services/releases/hide-cohort'
import { ListGroups, listGroups, ReleasedGroups } from '@/server/services/releases/list-groups'
import { HiddenGroup, listHidden } from '@/server/services/releases/list-hidden'
import { LeftOut, listLeftOut } from '@/server/services/releases/list-left-out'
import { listReleases, ReleaseEntry } from '@/server/services/releases/read-releases'
import { RecountReport, recountReleases } from '@/server/services/releases/recount-releases'
import { releaseApart } from '@/server/services/releases/release-apart'
import { ReleaseProgress, readReleaseProgress } from '@/server/services/releases/release-progress'
import { ReleaseReport } from '@/server/services/releases/run-release'
import { operatorProcedure, publicProcedure, router } from './trpc'

const Limit = z.strictObject({ limit: z.number().int().min(1).max(100).default(20) })

export const releasesRouter = router({
  /** Releases the public can see, newest first. */
  published: publicProcedure
    .input(Limit)
    .output(z.array(ReleaseEntry))
    .query(({ ctx, input }) => listReleases({ ...input, publicAt: ctx.now })),

  list: operatorProcedure
    .input(Limit)
    .output(z.array(ReleaseEntry))
    .query(({ input }) => listReleases(input)),

  run: operatorProcedure
    .input(z.strictObject({}).optional())
    .output(ReleaseReport)
    .mutation(({ ctx }) => releaseApart(ctx.operator, 'operator')),

  /** The release that is being written, or was stopped, and how far it is. */
  underWay: operatorProcedure
    .input(z.strictObject({}).optional())
    .output(ReleaseProgress.nullable())
    .query(({ ctx }) => readReleaseProgress(ctx.operator)),

  recount: operatorProcedure
    .input(z.strictObject({}).optional())
    .output(RecountReport)
    .mutation(({ ctx }) => recountReleases(ctx.operator)),

  /** Items that releases leave out because what is stored of them cannot be right. */
  leftOut: operatorProcedure
    .input(z.strictObject({}).optional())
    .output(z.array(LeftOut))
    .query(({ ctx }) => listLeftOut(ctx.operator)),

  /** What a release published, without what was said. */
  groups: operatorProcedure
    .input(ListGroups)
    .output(ReleasedGroups)
    .query(({ ctx, input }) => listGroups(ctx.operator, input)),

  /** Groups that were hidden, and since when they are gone everywhere. */
  hidden: operatorProcedure
    .input(z.strictObject({}).optional())
    .output(z.array(HiddenGroup))
    .query(({ ctx }) => listHidden(ctx.operator)),

  hideCohort: operatorProcedure
    .input(HideCohort)
    .output(z.void())
    .mutation(({ ctx, input }) => hideCohort(ctx.operator, input)),
})
