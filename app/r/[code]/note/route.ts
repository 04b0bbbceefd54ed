import { TRPCError } from '@trpc/server'
import type { NextRequest } from 'next/server'
import { field, type RaterParams, raterPost, seeOther } from '../_route/rater-post'

/** The press on the receipt that mails a note; pressed again on the same day it says that one is on its way. */
export function POST(request: NextRequest, params: RaterParams) {
  return raterPost(request, params, async ({ code, caller, form }) => {
    const packet = encodeURIComponent(field(form, 'packet'))
    const receipt = `/r/${code}/receipt?packet=${packet}`
    try {
      await caller.ratings.mailNote({ code })
      return seeOther(`${receipt}&note=sent`)
    } catch (error) {
      if (!(error instanceof TRPCError) || error.code !== 'TOO_MANY_REQUESTS') throw error
      return seeOther(`${receipt}&note=before`)
    }
  })
}
