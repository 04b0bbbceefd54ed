import 'server-only'
import { readSessionUser, sessionCookie } from '@/server/auth'
import { env } from '@/server/env'
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
  const network = networkOf(request)
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

/** The address our own outermost proxy saw; a forwarded header nobody vouches for is ignored. */
function networkOf(request: Request): string | undefined {
  const hops = env().TRUSTED_PROXIES
  if (hops === 0) return undefined
  const forwarded = request.header('x-forwarded-for')?.split(',') ?? []
  return forwarded.at(-hops)?.trim()
}
