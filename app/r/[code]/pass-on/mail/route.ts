import type { NextRequest } from 'next/server'
import { passingPost } from '../../_route/passing-post'
import type { RaterParams } from '../../_route/rater-post'

/** Mails a colleague a link; this one's first page then says that it was passed on. */
export function POST(request: NextRequest, params: RaterParams) {
  return passingPost(request, params, async ({ code, api }, field) => {
    await api.ratings.passOn({ code, email: field('email').slice(0, 320) })
    return `/r/${code}`
  })
}
