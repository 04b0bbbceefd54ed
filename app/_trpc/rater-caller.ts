import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { createCaller } from '@/server/routers/index'
import { raterSessions } from './rater-session'
import { requestContext } from './request-context'

/** The caller of a rater's page: a link's code in the input, this device's sessions beside it. */
export const raterCaller = cache(async () => {
  const [head, jar] = await Promise.all([headers(), cookies()])
  return createCaller(
    await requestContext({
      header: (name) => head.get(name),
      cookie: (name) => jar.get(name)?.value,
      raterSession: raterSessions(jar.getAll()),
    }),
  )
})
