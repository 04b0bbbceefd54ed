import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/server/env'

/** The short address the demonstration prints for each of its people. */
export function GET(request: NextRequest): NextResponse {
  const as = request.nextUrl.searchParams.get('as') ?? ''
  const path = `/api/demo/sign-in?${new URLSearchParams({ as })}`
  return NextResponse.redirect(new URL(env().PLUMBLINE_DEMO ? path : '/sign-in', env().appUrl))
}
