import 'server-only'
import type { NextRequest } from 'next/server'
import { readSessionUser, sessionCookie } from '@/server/auth'

/** Whether a person sent this; a stranger without a session's cookie costs no query. */
export async function isSignedIn(request: NextRequest): Promise<boolean> {
  return Boolean(await readSessionUser(request.cookies.get(sessionCookie.name)?.value))
}
