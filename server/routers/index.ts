import { occupationsRouter } from './occupations'
import { organizationsRouter } from './organizations'
import { createCallerFactory, router } from './trpc'

export const appRouter = router({
  occupations: occupationsRouter,
  organizations: organizationsRouter,
})

export type AppRouter = typeof appRouter

export const createCaller = createCallerFactory(appRouter)
