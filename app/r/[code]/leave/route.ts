import type { NextRequest } from 'next/server'
import { type RaterParams, raterPost, seeOther } from '../_route/rater-post'

/** The rater does not want to take part. */
export function POST(request: NextRequest, params: RaterParams) {
  return raterPost(request, params, async ({ code, caller }) => {
    await caller.ratings.decline({ code })
    return seeOther(`/r/${code}/decline?done=1`)
  })
}
