import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/routers/index'

type Cycles = inferRouterOutputs<AppRouter>['cycles']

export type Cycle = Cycles['read']
export type Confirmation = Cycles['confirmation']
