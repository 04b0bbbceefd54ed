import { eq } from 'drizzle-orm'
import { users } from '@/server/db/schema/identity'
import { asIdentity } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { env } from '@/server/env'
import type { Context } from '@/server/services/context'
import type { SignedIn } from '@/server/services/sessions/redeem-sign-in'
import { startSession } from '@/server/services/sessions/sessions'
import { DEMO_PERSONAS } from './content/personas'
import { openRaterLink } from './open-rater-link'

/** A member's session, or the session of a rater's device. */
export type DemoEntry = { path: string; session: SignedIn | null; raterSession: string | null }

/**
 * Enters as a person of the sample region: members get a session, the rater gets the link of its
 * invitation. There is no such thing outside the demonstration.
 */
export async function startDemoSession(ctx: Context, input: { as: string }): Promise<DemoEntry> {
  const persona = DEMO_PERSONAS.find((each) => each.key === input.as)
  if (!env().PLUMBLINE_DEMO || !persona) throw new DomainError('not_found', 'site.noPage')
  if (persona.key === 'rater') {
    const { code, session } = await openRaterLink(ctx)
    return { path: `/r/${code}`, session: null, raterSession: session }
  }
  const [user] = await asIdentity({}, (tx) =>
    tx.select({ id: users.id }).from(users).where(eq(users.email, persona.email)),
  )
  if (!user) {
    throw new DomainError('not_found', 'sample.removed')
  }
  return { path: '/o', session: await startSession(user.id), raterSession: null }
}
