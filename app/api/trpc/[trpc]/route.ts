import type { TRPCError } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { NextRequest } from 'next/server'
import { refuseBatch } from '@/app/_trpc/refuse-batch'
import { requestContext } from '@/app/_trpc/request-context'
import { refuseForeign } from '@/app/_trpc/same-origin'
import { orStatus, retryAfter } from '@/app/_trpc/trouble'
import { appRouter } from '@/server/routers/index'
import { tellError } from '@/server/routers/tell-error'

function handle(request: NextRequest): Promise<Response> {
  return orStatus(
    async () =>
      refuseForeign(request, { types: ['application/json'] }) ??
      (await refuseBatch(request)) ??
      call(request),
  )
}

function call(request: NextRequest): Promise<Response> {
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    maxBatchSize: 10,
    createContext: () =>
      requestContext({
        header: (name) => request.headers.get(name),
        cookie: (name) => request.cookies.get(name)?.value,
      }),
    responseMeta: ({ errors }) => ({
      headers: { 'cache-control': 'no-store', ...comeBack(errors) },
    }),
  })
}

/** When to ask again, if any of the calls may be asked again. */
function comeBack(errors: TRPCError[]): Record<string, string> {
  return Object.assign({}, ...errors.map((error) => retryAfter(tellError(error).code)))
}

export { handle as GET, handle as POST }
