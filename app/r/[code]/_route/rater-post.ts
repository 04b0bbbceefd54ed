import type { TRPCError } from '@trpc/server'
import type { NextRequest } from 'next/server'
import { type Act, formPost, multipart, urlEncoded } from '@/app/_trpc/form-post'
import { raterSessions } from '@/app/_trpc/rater-session'
import { routeCaller } from '@/app/_trpc/route-caller'
import type { Sender, Taken } from '@/app/_trpc/same-origin'

export type RaterParams = { params: Promise<{ code: string }> }

export type Rater = { code: string; api: Awaited<ReturnType<typeof routeCaller>> }

/** One press of a rater's button, whose pages are sent without a referrer. */
export async function raterPost(
  request: NextRequest,
  { params }: RaterParams,
  act: Act<Rater>,
  from: Sender = 'quiet-page',
): Promise<Response> {
  const { code } = await params
  const frame = {
    takes: raterWrite([urlEncoded, multipart], from),
    actor: async () => ({ code, api: await raterApi(request) }),
    refused: (error: TRPCError) => placeAfter(error, code),
  }
  return formPost(request, frame, act)
}

/** What a rater's device sends is short. */
export function raterWrite(types: readonly string[], from: Sender = 'quiet-page'): Taken {
  return { types, from, limit: 64_000 }
}

export function raterApi(request: NextRequest): ReturnType<typeof routeCaller> {
  return routeCaller(request, raterSessions(request.cookies.getAll()))
}

/** The page that explains a refusal; the first page of a link knows every state of it. */
function placeAfter(error: TRPCError, code: string): string {
  if (error.code === 'TOO_MANY_REQUESTS') return `/r/${code}?wait=1`
  return error.code === 'INTERNAL_SERVER_ERROR' ? `/r/${code}?failed=1` : `/r/${code}`
}
