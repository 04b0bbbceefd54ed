import type { NextRequest } from 'next/server'
import { postedTaps } from '../_route/posted-taps'
import { field, type RaterParams, raterPost, seeOther } from '../_route/rater-post'

/** Save without scripts: keeps what was changed on the form and shows it again. */
export function POST(request: NextRequest, params: RaterParams) {
  return raterPost(request, params, async ({ code, caller, form }) => {
    const packetId = field(form, 'packet')
    await caller.ratings.saveAnswers({ code, packetId, taps: postedTaps(form) })
    return seeOther(`/r/${code}/rate?packet=${encodeURIComponent(packetId)}&saved=1`)
  })
}
