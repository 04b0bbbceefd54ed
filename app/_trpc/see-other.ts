import { NextResponse } from 'next/server'
import { env } from '@/server/env'

/**
 * Sends the browser on to a page of this site; the address is a path, so it cannot lead elsewhere. It may hold what
 * somebody made up for a part of it, which no header carries as it is.
 */
export function seeOther(path: string): NextResponse {
  const { pathname, search, hash } = new URL(path, env().appUrl)
  const Location = `${pathname.replace(/^\/+/, '/')}${search}${hash}`
  return new NextResponse(null, { status: 303, headers: { Location } })
}
