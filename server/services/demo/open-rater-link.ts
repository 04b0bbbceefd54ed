import { eq } from 'drizzle-orm'
import { raterInvitations, raterLinks } from '@/server/db/schema/cycles'
import { asCourier } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { env } from '@/server/env'
import { newRaterToken } from '@/server/services/ratings/rater-token'
import { hashToken } from '@/server/services/session-token'
import { DEMO_CYCLES } from './content/cycles'
import { DEMO_PERSONAS } from './content/personas'
import { demoInvitation, demoTime } from './demo-id'

/**
 * A fresh link to the open invitation of the sample's rater, as its mail would carry; there is no
 * such thing outside the demonstration. Returns the code behind `/r/`.
 */
export async function openRaterLink(now: Date): Promise<string> {
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
      expiresAt: demoTime(now, 90),
      createdAt: now,
    })
  })
  return code
}
