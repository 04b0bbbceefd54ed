import { and, desc, eq } from 'drizzle-orm'
import { raterInvitations, ratingCycles } from '@/server/db/schema/cycles'
import { users } from '@/server/db/schema/identity'
import { asIdentity, asPublisher } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { env } from '@/server/env'
import type { Context } from '@/server/services/context'
import { DEMO_PERSONAS } from '@/server/services/demo/content/personas'
import { openRequest } from '@/server/services/ratings/open-request'
import type { SignedIn } from './redeem-sign-in'
import { startSession } from './sessions'

export type DemoEntry = { path: string; session: SignedIn | null }

/**
 * Enters as a person of the sample region: members get a session, the rater gets the link of its
 * invitation. There is no such thing outside the demonstration.
 */
export async function startDemoSession(ctx: Context, input: { as: string }): Promise<DemoEntry> {
  const persona = DEMO_PERSONAS.find((each) => each.key === input.as)
  if (!env().PLUMBLINE_DEMO || !persona)
    throw new DomainError('not_found', 'There is no such page.')
  if (persona.key === 'rater')
    return { path: await invitationPath(ctx, persona.email), session: null }
  const [user] = await asIdentity({}, (tx) =>
    tx.select({ id: users.id }).from(users).where(eq(users.email, persona.email)),
  )
  if (!user) throw gone()
  return { path: '/o', session: await startSession(user.id) }
}

async function invitationPath(ctx: Context, email: string): Promise<string> {
  const [open] = await asPublisher((tx) =>
    tx
      .select({ id: raterInvitations.id })
      .from(raterInvitations)
      .innerJoin(ratingCycles, eq(ratingCycles.id, raterInvitations.cycleId))
      .where(and(eq(raterInvitations.email, email), eq(ratingCycles.state, 'open')))
      .orderBy(desc(ratingCycles.closesAt))
      .limit(1),
  )
  if (!open) throw gone()
  const { code } = await openRequest(
    { ...ctx, actor: { kind: 'user', userId: crypto.randomUUID(), email, operator: false } },
    { invitationId: open.id },
  )
  return `/r/${code}`
}

function gone(): DomainError {
  return new DomainError('not_found', 'The sample data has been removed, and its people with it.')
}
