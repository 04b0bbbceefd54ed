import 'server-only'
import type { NextRequest } from 'next/server'
import { createCaller } from '@/server/routers/index'
import { requestContext } from './request-context'

/** The caller of a route handler, optionally holding a rater's session for one link. */
export async function routeCaller(request: NextRequest, raterSession?: string) {
  return createCaller(
    await requestContext({
      header: (name) => request.headers.get(name),
      cookie: (name) => request.cookies.get(name)?.value,
      raterSession,
    }),
  )
}
