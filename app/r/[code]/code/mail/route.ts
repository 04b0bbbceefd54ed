import type { NextRequest } from 'next/server'
import { type RaterParams, raterPost, seeOther } from '../../_route/rater-post'

/** Sends a code to the invited address. */
export function POST(request: NextRequest, params: RaterParams) {
  return raterPost(request, params, async ({ code, caller }) => {
    await caller.ratings.mailCode({ code })
    return seeOther(`/r/${code}/code`)
  })
}
