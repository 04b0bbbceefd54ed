import 'server-only'
import { readSessionUser, sessionCookie } from '@/server/auth'
import { env } from '@/server/env'
import { networkOf } from '@/server/http/network.mjs'
import { tellError } from '@/server/routers/tell-error'
import type { RouterContext } from '@/server/routers/trpc'

type Request = {
  header(name: string): string | null | undefined
  cookie(name: string): string | undefined
  raterSession?: string | undefined
}

/** Reads who asks from a request; an organization named by it is not believed here. */
export async function requestContext(request: Request): Promise<RouterContext> {
  const requestId = crypto.randomUUID()
  const user = await readSessionUser(request.cookie(sessionCookie.name)).catch((error: unknown) => {
    throw tellError(error, { requestId })
  })
  const network = networkOf(request.header('x-forwarded-for'), env().TRUSTED_PROXIES)
  return {
    actor: user
      ? { kind: 'user', userId: user.id, email: user.email, operator: user.operator }
      : { kind: 'anonymous' },
    requestId,
    now: new Date(),
    ...(network ? { network } : {}),
    ...(request.raterSession ? { raterSession: request.raterSession } : {}),
  }
}
