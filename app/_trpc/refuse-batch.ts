import 'server-only'
import type { NextRequest } from 'next/server'
import { speak } from '@/server/words/speak'
import { isSignedIn } from './is-signed-in'

/** Several calls in one request are for the workspaces' own pages: a stranger's are refused before any is made. */
export async function refuseBatch(request: NextRequest): Promise<Response | undefined> {
  const { pathname, searchParams } = request.nextUrl
  const several = searchParams.has('batch') && /,|%2c/i.test(pathname)
  if (!several || (await isSignedIn(request))) return undefined
  return new Response(speak('door')('batch'), {
    status: 400,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
}
