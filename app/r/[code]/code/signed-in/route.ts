import type { NextRequest } from 'next/server'
import { raterCookie } from '@/app/_trpc/rater-session'
import { seeOther } from '@/app/_trpc/see-other'
import { type RaterParams, raterPost } from '../../_route/rater-post'

/** Lets in a device that is signed in at the address the link was mailed to, without a code. */
export function POST(request: NextRequest, params: RaterParams) {
  return raterPost(request, params, async ({ code, api }) => {
    const { session, next } = await api.ratings.enterSignedIn({ code })
    const response = seeOther(`/r/${code}/${next}`)
    response.cookies.set(raterCookie(session))
    return response
  })
}
