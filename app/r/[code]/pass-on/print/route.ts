import type { NextRequest } from 'next/server'
import { passingPost } from '../../_route/passing-post'
import type { RaterParams } from '../../_route/rater-post'

/** A code for a colleague without an address, on the page to print. */
export function POST(request: NextRequest, params: RaterParams) {
  return passingPost(request, params, async ({ code, api }, field) => {
    const offered = field('printed')
    const printed = await api.ratings.print({ code, ...(offered ? { printed: offered } : {}) })
    return `/r/${printed.code}/printed`
  })
}
