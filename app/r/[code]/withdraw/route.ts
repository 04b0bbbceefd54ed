import type { NextRequest } from 'next/server'
import { type RaterParams, raterPost, seeOther } from '../_route/rater-post'

/** Deletes the rater's answers in this cycle. */
export function POST(request: NextRequest, params: RaterParams) {
  return raterPost(request, params, async ({ code, caller }) => {
    await caller.ratings.withdraw({ code })
    return seeOther(`/r/${code}/receipt?withdrawn=1`)
  })
}
