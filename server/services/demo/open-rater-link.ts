import { eq } from 'drizzle-orm'
import { raterInvitations, raterLinks } from '@/server/db/schema/cycles'
import { asCourier } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { env } from '@/server/env'
import type { Context } from '@/server/services/context'
import { addressHash } from '@/server/services/raters/address-hash'
import { throughLink } from '@/server/services/ratings/rater-door'
import { newRaterToken } from '@/server/services/ratings/rater-token'
import { openSession } from '@/server/services/ratings/start-rating'
import { hashToken } from '@/server/services/session-token'
import { DEMO_CYCLES } from './content/cycles'
import { DEMO_PERSONAS } from './content/personas'
import { demoInvitation, demoTime } from './demo-id'

/**
 * A fresh link to the open invitation of the sample's rater, as its mail would carry; there is no
 * such thing outside the demonstration. Like the links of the other people it signs in at once, however often: a session
 * comes along, where a real link that was started elsewhere asks for a code. Returns the code behind `/r/` and that session.
 */
export async function openRaterLink(ctx: Context): Promise<{ code: string; session: string }> {
  const { now } = ctx
  const rater = DEMO_PERSONAS.find((persona) => persona.key === 'rater')
  const open = DEMO_CYCLES.find((cycle) => cycle.closesInDays > 0)
  if (!env().PLUMBLINE_DEMO || !rater || !open) {
    throw new DomainError('not_found', 'site.noPage')
  }
  const invitationId = demoInvitation(open.key, rater.email)
  const code = newRaterToken()
  await asCourier(async (tx) => {
    const [invitation] = await tx
      .select({ id: raterInvitations.id })
      .from(raterInvitations)
      .where(eq(raterInvitations.id, invitationId))
    if (!invitation) {
      throw new DomainError('not_found', 'sample.removed')
    }
    await tx.insert(raterLinks).values({
      tokenHash: hashToken(code),
      invitationId,
      addressHash: addressHash(rater.email),
      expiresAt: demoTime(now, 90),
      createdAt: now,
    })
  })
  const session = await throughLink({ ...ctx, code }, (door) => openSession(door))
  return { code, session }
}
