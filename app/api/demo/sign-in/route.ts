import type { NextRequest, NextResponse } from 'next/server'
import { raterCookie } from '@/app/_trpc/rater-session'
import { requestContext } from '@/app/_trpc/request-context'
import { seeOther } from '@/app/_trpc/see-other'
import { orTroublePage } from '@/app/_trpc/trouble'
import { goSignedIn, signInPost } from '@/app/api/sign-in/sign-in-post'
import { DomainError } from '@/server/domain/errors'
import type { Context } from '@/server/services/context'
import { startDemoSession } from '@/server/services/demo/start-demo-session'

/** The link the demonstration prints; outside the demonstration there is nothing here. */
export async function GET(request: NextRequest): Promise<Response> {
  return orTroublePage(async () => {
    const context = await requestContext({ header: () => null, cookie: () => undefined })
    return enter(context, request.nextUrl.searchParams.get('as') ?? '')
  })
}

export function POST(request: NextRequest): Promise<Response> {
  return signInPost(request, (ctx, field) => enter(ctx, field('as')))
}

async function enter(ctx: Context, as: string): Promise<NextResponse> {
  try {
    const { path, session, raterSession } = await startDemoSession(ctx, { as })
    if (session) return goSignedIn(path, session)
    const response = seeOther(path)
    if (raterSession) response.cookies.set(raterCookie(raterSession))
    return response
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return seeOther('/sign-in')
    throw error
  }
}
