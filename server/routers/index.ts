import { organizationsRouter } from './organizations'
import { createCallerFactory, router } from './trpc'

export const appRouter = router({
  organizations: organizationsRouter,
})

export type AppRouter = typeof appRouter

export const createCaller = createCallerFactory(appRouter)
