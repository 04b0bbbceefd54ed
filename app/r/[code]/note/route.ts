import { TRPCError } from '@trpc/server'
import type { NextRequest } from 'next/server'
import { type RaterParams, raterPost } from '../_route/rater-post'

/** The press on the receipt that mails a note; pressed again on the same day it says that one is on its way. */
export function POST(request: NextRequest, params: RaterParams) {
  return raterPost(request, params, async ({ code, api }, field) => {
    const packet = encodeURIComponent(field('packet'))
    const receipt = `/r/${code}/receipt?packet=${packet}`
    try {
      await api.ratings.mailNote({ code })
      return `${receipt}&note=sent`
    } catch (error) {
      if (!(error instanceof TRPCError) || error.code !== 'TOO_MANY_REQUESTS') throw error
      return `${receipt}&note=before`
    }
  })
}
