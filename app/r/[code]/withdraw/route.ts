import type { NextRequest } from 'next/server'
import { type RaterParams, raterPost } from '../_route/rater-post'

/** Deletes the rater's answers in this cycle. */
export function POST(request: NextRequest, params: RaterParams) {
  return raterPost(request, params, async ({ code, api }) => {
    await api.ratings.withdraw({ code })
    return `/r/${code}/receipt?withdrawn=1`
  })
}
