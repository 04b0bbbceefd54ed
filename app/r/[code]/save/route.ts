import type { NextRequest } from 'next/server'
import { postedTaps } from '../_route/posted-taps'
import { type RaterParams, raterPost } from '../_route/rater-post'

/** Save without scripts: keeps what was changed on the form and shows it again. */
export function POST(request: NextRequest, params: RaterParams) {
  return raterPost(request, params, async ({ code, api }, field, form) => {
    const packetId = field('packet')
    await api.ratings.saveAnswers({ code, packetId, taps: postedTaps(form) })
    return `/r/${code}/rate?packet=${encodeURIComponent(packetId)}&saved=1`
  })
}
