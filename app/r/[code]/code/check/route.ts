import type { NextRequest } from 'next/server'
import { askingDevice, raterCookie } from '@/app/_trpc/rater-session'
import { seeOther } from '@/app/_trpc/see-other'
import { type RaterParams, raterPost } from '../../_route/rater-post'

/** The right code makes this device known. */
export function POST(request: NextRequest, params: RaterParams) {
  return raterPost(request, params, async ({ code, api }, field) => {
    const device = askingDevice(request)
    if (!device) return `/r/${code}/code?elsewhere=1`
    const typed = field('typed').slice(0, 40)
    const { session, next } = await api.ratings.checkCode({ code, typed, device })
    if (!session) return `/r/${code}/code?wrong=1`
    const response = seeOther(`/r/${code}/${next}`)
    response.cookies.set(raterCookie(session))
    return response
  })
}
