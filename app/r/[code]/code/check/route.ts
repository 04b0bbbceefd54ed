import type { NextRequest } from 'next/server'
import { askingDevice, raterCookie } from '@/app/_trpc/rater-session'
import { field, type RaterParams, raterPost, seeOther } from '../../_route/rater-post'

/** The right code makes this device known. */
export function POST(request: NextRequest, params: RaterParams) {
  return raterPost(request, params, async ({ code, caller, form }) => {
    const device = askingDevice(request)
    if (!device) return seeOther(`/r/${code}/code?elsewhere=1`)
    const typed = field(form, 'typed').slice(0, 40)
    const { session, next } = await caller.ratings.checkCode({ code, typed, device })
    if (!session) return seeOther(`/r/${code}/code?wrong=1`)
    const response = seeOther(`/r/${code}/${next}`)
    response.cookies.set(raterCookie(session))
    return response
  })
}
