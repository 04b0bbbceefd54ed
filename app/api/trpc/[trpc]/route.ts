import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { NextRequest } from 'next/server'
import { requestContext } from '@/app/_trpc/request-context'
import { refuseForeign } from '@/app/_trpc/same-origin'
import { appRouter } from '@/server/routers/index'

async function handle(request: NextRequest): Promise<Response> {
  const refused = refuseForeign(request, ['application/json'])
  if (refused) return refused
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
      headers: {
        'cache-control': 'no-store',
        ...(errors.some((error) => error.code === 'TOO_MANY_REQUESTS')
          ? { 'retry-after': '60' }
          : {}),
      },
    }),
  })
}

export { handle as GET, handle as POST }
