import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { z } from 'zod'
import { refuseForeign } from '@/app/_trpc/same-origin'
import { withStraightWay } from '@/app/_trpc/straight-way'
import { retryAfter } from '@/app/_trpc/trouble'
import { TapInput } from '@/server/domain/asking/drafts'
import { tellError } from '@/server/routers/tell-error'
import { raterApi, raterWrite } from '../_route/rater-post'

const Body = z.strictObject({ packet: z.uuid(), taps: z.array(TapInput).max(64) })

/** Taps as they are made; answers with a status and nothing else. */
export const POST = withStraightWay('tap', async (request, { params }) => {
  const foreign = refuseForeign(request, raterWrite(['application/json']))
  if (foreign) return foreign
  const { code } = await params
  const body = Body.safeParse(await request.json().catch(() => null))
  if (!body.success) return new Response(null, { status: 400 })
  try {
    const api = await raterApi(request)
    await api.ratings.saveAnswers({ code, packetId: body.data.packet, taps: body.data.taps })
    return new Response(null, { status: 204 })
  } catch (thrown) {
    const error = tellError(thrown)
    return new Response(null, {
      status: getHTTPStatusCodeFromError(error),
      headers: retryAfter(error.code),
    })
  }
})
