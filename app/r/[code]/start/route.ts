import type { NextRequest } from 'next/server'
import { raterCookie } from '@/app/_trpc/rater-session'
import { field, type RaterParams, raterPost, seeOther } from '../_route/rater-post'

/** The press on Start: the link becomes a session of this device. */
export function POST(request: NextRequest, params: RaterParams) {
  return raterPost(request, params, async ({ code, caller, form }) => {
    const device = field(form, 'device')
    const { session } = await caller.ratings.start({ code, ...(device ? { device } : {}) })
    const response = seeOther(`/r/${code}/rate`)
    if (session) response.cookies.set(raterCookie(session))
    return response
  })
}
