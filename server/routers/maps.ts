import { z } from 'zod'
import { MapFilter } from '@/server/domain/reading/map-filter'
import { MapLine, MapList, MapListFilter, NewestMaps } from '@/server/domain/reading/map-list'
import { MapView } from '@/server/domain/reading/map-view'
import { OccupationInput, OccupationView } from '@/server/domain/reading/occupation-view'
import {
  CredentialList,
  CredentialListFilter,
  PublishedCredential,
} from '@/server/domain/reading/published-credentials'
import { AddressFile, AddressFiles } from '@/server/domain/reading/site-addresses'
import {
  WorkedExample,
  WorkedExampleLink,
  WorkedFilter,
} from '@/server/domain/reading/worked-example'
import { readPublishedCredential } from '@/server/services/credentials/read-published-credential'
import { countAddressFiles, listAddresses } from '@/server/services/maps/list-addresses'
import { listMaps, listNewestMaps, listOwnMaps } from '@/server/services/maps/list-maps'
import { listWorkedExamples } from '@/server/services/maps/list-worked-examples'
import { readMap, readOwnMap } from '@/server/services/maps/read-map'
import { readOccupation } from '@/server/services/maps/read-occupation'
import { readOwnWorkedExample, readWorkedExample } from '@/server/services/maps/read-worked-example'
import { listPublishedCredentials } from '@/server/services/search/list-published-credentials'
import { orgProcedure, publicProcedure, router } from './trpc'

const slug = z.string().min(1).max(120)

export const mapsRouter = router({
  read: publicProcedure
    .input(MapFilter)
    .output(MapView)
    .query(({ ctx, input }) => readMap(ctx, input)),
  workedExample: publicProcedure
    .input(WorkedFilter)
    .output(WorkedExample)
    .query(({ ctx, input }) => readWorkedExample(ctx, input)),
  workedExamples: publicProcedure
    .output(z.array(WorkedExampleLink))
    .query(({ ctx }) => listWorkedExamples(ctx)),
  list: publicProcedure
    .input(MapListFilter)
    .output(MapList)
    .query(({ input }) => listMaps(input)),
  newest: publicProcedure
    .input(z.strictObject({ shown: z.number().int().min(1).max(50) }))
    .output(NewestMaps)
    .query(({ input }) => listNewestMaps(input.shown)),
  addressFiles: publicProcedure.output(AddressFiles).query(() => countAddressFiles()),
  addresses: publicProcedure
    .input(AddressFile)
    .output(z.array(z.string()))
    .query(({ input }) => listAddresses(input)),
  occupation: publicProcedure
    .input(OccupationInput)
    .output(OccupationView)
    .query(({ ctx, input }) => readOccupation(ctx, input.code)),
  readOwn: orgProcedure
    .input(z.object({ filter: MapFilter }))
    .output(MapView)
    .query(({ ctx, input }) => readOwnMap(ctx.org, input.filter)),
  ownWorkedExample: orgProcedure
    .input(z.object({ filter: WorkedFilter }))
    .output(WorkedExample)
    .query(({ ctx, input }) => readOwnWorkedExample(ctx.org, input.filter)),
  listOwn: orgProcedure.output(z.array(MapLine)).query(({ ctx }) => listOwnMaps(ctx.org)),
  credential: publicProcedure
    .input(z.strictObject({ slug }))
    .output(PublishedCredential)
    .query(({ input }) => readPublishedCredential(input.slug)),
  credentials: publicProcedure
    .input(CredentialListFilter)
    .output(CredentialList)
    .query(({ input }) => listPublishedCredentials(input)),
})
