import 'server-only'
import type { NextRequest } from 'next/server'
import { readSessionUser, sessionCookie } from '@/server/auth'

/** Whether a person sent this: asked before a body is read, so that nothing of a stranger's is taken in. */
export async function isSignedIn(request: NextRequest): Promise<boolean> {
  return Boolean(await readSessionUser(request.cookies.get(sessionCookie.name)?.value))
}
