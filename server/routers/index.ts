import { mapsRouter } from './maps'
import { occupationsRouter } from './occupations'
import { organizationsRouter } from './organizations'
import { requirementsRouter } from './requirements'
import { searchRouter } from './search'
import { summariesRouter } from './summaries'
import { createCallerFactory, router } from './trpc'

export const appRouter = router({
  maps: mapsRouter,
  occupations: occupationsRouter,
  organizations: organizationsRouter,
  requirements: requirementsRouter,
  search: searchRouter,
  summaries: summariesRouter,
})

export type AppRouter = typeof appRouter

export const createCaller = createCallerFactory(appRouter)
