import { TRPCError } from '@trpc/server'
import type { NextRequest } from 'next/server'
import { DomainError } from '@/server/domain/errors'
import { postedTaps } from '../_route/posted-taps'
import { field, type RaterParams, raterPost, seeOther } from '../_route/rater-post'

/** Send: to the receipt, or back to the question that is missing with nothing lost. */
export function POST(request: NextRequest, params: RaterParams) {
  return raterPost(request, params, async ({ code, caller, form }) => {
    const packetId = field(form, 'packet')
    const taps = postedTaps(form)
    const page = `/r/${code}/rate?packet=${encodeURIComponent(packetId)}`
    try {
      await caller.ratings.submit({ code, packetId, clientKey: field(form, 'key'), taps })
      return seeOther(`/r/${code}/receipt?packet=${encodeURIComponent(packetId)}`)
    } catch (error) {
      if (!(error instanceof TRPCError)) throw error
      const missing = error.cause instanceof DomainError ? error.cause.field : undefined
      const again = error.code === 'CONFLICT'
      if (!again && !missing) throw error
      await caller.ratings.saveAnswers({ code, packetId, taps })
      return seeOther(again ? `${page}&changed=1` : `${page}&missing=${missing}#q-${missing}`)
    }
  })
}
