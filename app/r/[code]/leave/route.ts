import type { NextRequest } from 'next/server'
import { type RaterParams, raterPost } from '../_route/rater-post'

/** The rater does not want to take part. */
export function POST(request: NextRequest, params: RaterParams) {
  return raterPost(request, params, async ({ code, api }) => {
    await api.ratings.decline({ code })
    return `/r/${code}/decline?done=1`
  })
}
