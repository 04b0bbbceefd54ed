import type { TRPCError } from '@trpc/server'
import { type NextRequest, NextResponse } from 'next/server'
import { raterSessions } from '@/app/_trpc/rater-session'
import { routeCaller } from '@/app/_trpc/route-caller'
import { isAway, troublePage } from '@/app/_trpc/trouble'
import { env } from '@/server/env'
import { tellError } from '@/server/routers/tell-error'

const bodyLimit = 64_000

export type RaterParams = { params: Promise<{ code: string }> }

type Work = (given: {
  code: string
  caller: Awaited<ReturnType<typeof routeCaller>>
  form: FormData
}) => Promise<NextResponse>

/**
 * One press of a rater's button. The page is sent without a referrer, so browsers name its origin
 * "null" when it posts: what gives a foreign page away is another origin or a cross-site fetch.
 */
export async function raterPost(
  request: NextRequest,
  { params }: RaterParams,
  work: Work,
): Promise<Response> {
  const { code } = await params
  const refused = refuse(request, ['application/x-www-form-urlencoded', 'multipart/form-data'])
  if (refused) return refused
  try {
    const caller = await routeCaller(request, raterSessions(request.cookies.getAll()))
    return await work({ code, caller, form: await request.formData() })
  } catch (thrown) {
    if (isAway(thrown)) return troublePage(thrown)
    return seeOther(placeAfter(tellError(thrown), code))
  }
}

/** Why a post is not taken, or nothing. */
export function refuse(request: NextRequest, types: readonly string[]): Response | undefined {
  const origin = request.headers.get('origin')
  const foreign =
    (origin !== null && origin !== 'null' && origin !== new URL(env().appUrl).origin) ||
    request.headers.get('sec-fetch-site') === 'cross-site'
  if (foreign)
    return new Response('This address takes requests from its own pages only.', { status: 403 })
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!types.includes(type)) return new Response(`Send ${types.join(' or ')}.`, { status: 415 })
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  if (!(length <= bodyLimit)) return new Response('The body is too large.', { status: 413 })
  return undefined
}

/**
 * Back to a page; the address is a path of this site, so it cannot lead elsewhere. It may hold what somebody made up
 * for a code, which no header carries as it is.
 */
export function seeOther(path: string): NextResponse {
  const { pathname, search } = new URL(path, env().appUrl)
  return new NextResponse(null, { status: 303, headers: { Location: `${pathname}${search}` } })
}

/** A text field of a form, empty when it is missing. */
export function field(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** The page that explains a refusal; the first page of a link knows every state of it. */
function placeAfter(error: TRPCError, code: string): string {
  if (error.code === 'TOO_MANY_REQUESTS') return `/r/${code}?wait=1`
  return error.code === 'INTERNAL_SERVER_ERROR' ? `/r/${code}?failed=1` : `/r/${code}`
}
