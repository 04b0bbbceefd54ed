import type { NextRequest } from 'next/server'
import { raterCookie } from '@/app/_trpc/rater-session'
import { type RaterParams, raterPost, seeOther } from '../_route/rater-post'

/** The press on Start: the link becomes a session of this device. */
export function POST(request: NextRequest, params: RaterParams) {
  return raterPost(request, params, async ({ code, caller }) => {
    const { session } = await caller.ratings.start({ code })
    const response = seeOther(`/r/${code}/rate`)
    if (session) response.cookies.set(raterCookie(session))
    return response
  })
}
