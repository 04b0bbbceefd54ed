import { z } from 'zod'
import { claimRegion, releaseRegion } from '@/server/services/regions/claim-region'
import { listRegions, RegionView } from '@/server/services/regions/list-regions'
import {
  ChangeCounties,
  changeCounties,
  SaveRegion,
  saveRegion,
} from '@/server/services/regions/save-region'
import {
  CountyOption,
  IndustryOption,
  listIndustries,
  listStates,
  StateOption,
  searchCounties,
} from '@/server/services/regions/search-counties'
import { orgProcedure, publicProcedure, router } from './trpc'

const RegionId = z.object({ regionId: z.string().max(60) })

export const regionsRouter = router({
  list: orgProcedure.output(z.array(RegionView)).query(({ ctx }) => listRegions(ctx.org)),

  save: orgProcedure
    .input(z.object({ region: SaveRegion }))
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => saveRegion(ctx.org, input.region)),

  changeCounties: orgProcedure
    .input(z.object({ change: ChangeCounties }))
    .output(z.void())
    .mutation(({ ctx, input }) => changeCounties(ctx.org, input.change)),

  claim: orgProcedure
    .input(RegionId)
    .output(z.object({ claimed: z.number().int() }))
    .mutation(({ ctx, input }) => claimRegion(ctx.org, input)),

  release: orgProcedure
    .input(RegionId)
    .output(z.void())
    .mutation(({ ctx, input }) => releaseRegion(ctx.org, input)),

  counties: publicProcedure
    .input(z.strictObject({ query: z.string().max(100), stateId: z.string().max(10).nullable() }))
    .output(z.array(CountyOption))
    .query(({ input }) => searchCounties(input)),

  states: publicProcedure
    .input(z.strictObject({}).optional())
    .output(z.array(StateOption))
    .query(() => listStates()),

  industries: publicProcedure
    .input(z.strictObject({}).optional())
    .output(z.array(IndustryOption))
    .query(() => listIndustries()),
})
