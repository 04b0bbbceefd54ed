import { occupationsRouter } from './occupations'
import { organizationsRouter } from './organizations'
import { requirementsRouter } from './requirements'
import { createCallerFactory, router } from './trpc'

export const appRouter = router({
  occupations: occupationsRouter,
  organizations: organizationsRouter,
  requirements: requirementsRouter,
})

export type AppRouter = typeof appRouter

export const createCaller = createCallerFactory(appRouter)
