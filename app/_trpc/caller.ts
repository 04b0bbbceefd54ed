import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { createCaller } from '@/server/routers/index'
import { requestContext } from './request-context'

/** The caller of a dynamic page: acts for the signed-in person of this request. */
export const caller = cache(async () => {
  const [head, jar] = await Promise.all([headers(), cookies()])
  const context = await requestContext({
    header: (name) => head.get(name),
    cookie: (name) => jar.get(name)?.value,
  })
  return createCaller(context)
})
