import { TRPCError } from '@trpc/server'
import type { NextRequest } from 'next/server'
import { fieldOf } from '@/server/routers/tell-error'
import { postedTaps } from '../_route/posted-taps'
import { type RaterParams, raterPost } from '../_route/rater-post'

/** Send: to the receipt, or back to the question that is missing with nothing lost. */
export function POST(request: NextRequest, params: RaterParams) {
  return raterPost(request, params, async ({ code, api }, field, form) => {
    const packetId = field('packet')
    const taps = postedTaps(form)
    const page = `/r/${code}/rate?packet=${encodeURIComponent(packetId)}`
    try {
      await api.ratings.submit({ code, packetId, clientKey: field('key'), taps })
      return `/r/${code}/receipt?packet=${encodeURIComponent(packetId)}`
    } catch (error) {
      if (!(error instanceof TRPCError)) throw error
      const missing = fieldOf(error)
      const again = error.code === 'CONFLICT'
      if (!again && !missing) throw error
      await api.ratings.saveAnswers({ code, packetId, taps })
      return again ? `${page}&changed=1` : `${page}&missing=${missing}#q-${missing}`
    }
  })
}
