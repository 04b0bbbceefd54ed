import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/routers/index'

export type Cycle = inferRouterOutputs<AppRouter>['cycles']['read']
