import type { NextRequest } from 'next/server'
import { raterCookie } from '@/app/_trpc/rater-session'
import { seeOther } from '@/app/_trpc/see-other'
import { type RaterParams, raterPost } from '../_route/rater-post'

/** The press on Start: the link becomes a session of this device. */
export function POST(request: NextRequest, params: RaterParams) {
  return raterPost(request, params, async ({ code, api }, field) => {
    const device = field('device')
    const { session } = await api.ratings.start({ code, ...(device ? { device } : {}) })
    const response = seeOther(`/r/${code}/rate`)
    if (session) response.cookies.set(raterCookie(session))
    return response
  })
}
