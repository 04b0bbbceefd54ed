import type { NextRequest } from 'next/server'
import { type RaterParams, raterPost, seeOther } from '../_route/rater-post'

/** The address mails name: opened, it only shows a page; posted to, also by a mail program, it acts. */
export async function GET(_request: NextRequest, { params }: RaterParams) {
  return seeOther(`/r/${(await params).code}/no-more-mail`)
}

export function POST(request: NextRequest, params: RaterParams) {
  return raterPost(request, params, async ({ code, caller }) => {
    await caller.ratings.unsubscribe({ code })
    return seeOther(`/r/${code}/no-more-mail?done=1`)
  })
}
