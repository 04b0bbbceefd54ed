import { TRPCError } from '@trpc/server'
import { withStraightWay } from '@/app/_trpc/straight-way'
import { fieldOf } from '@/server/routers/tell-error'
import { postedTaps } from '../_route/posted-taps'
import { raterPost } from '../_route/rater-post'

/** Send: to the receipt, or back to the question that is missing with nothing lost. */
export const POST = withStraightWay('send', (request, params) =>
  raterPost(request, params, async ({ code, api }, field, form) => {
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
  }),
)
