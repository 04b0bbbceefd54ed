import type { NextRequest } from 'next/server'
import type { Act } from '@/app/_trpc/form-post'
import { seeOther } from '@/app/_trpc/see-other'
import { type Rater, type RaterParams, raterPost } from '../_route/rater-post'

/** The address mails name: opened, it only shows a page; posted to, also by a mail program, it acts. */
export async function GET(_request: NextRequest, { params }: RaterParams) {
  return seeOther(`/r/${(await params).code}/no-more-mail`)
}

export function POST(request: NextRequest, params: RaterParams) {
  const act: Act<Rater> = async ({ code, api }) => {
    await api.ratings.unsubscribe({ code })
    return `/r/${code}/no-more-mail?done=1`
  }
  return raterPost(request, params, act, 'mail-program')
}
