import { and, eq } from 'drizzle-orm'
import { ratings } from '@/server/db/schema/ratings'
import { DomainError } from '@/server/domain/errors'
import { invitationMail } from '@/server/services/cycles/invitation-mail'
import { spendLimit } from '@/server/services/limits/spend-limit'
import { enqueue } from '@/server/services/outbox'
import { type RaterContext, type RaterDoor, requireSession, throughLink } from './rater-door'

/**
 * Mails the rater a note that its answers are in, because it asked for one, once a day. Nothing else mails it: who gets
 * a receipt has answered (METHOD R14).
 */
export async function mailNote(ctx: RaterContext): Promise<void> {
  const invitationId = await throughLink(ctx, async (door) => {
    await requireAnswers(door)
    if (door.invitation.email === null) throw new DomainError('conflict', 'passing.noAddress')
    return door.invitation.id
  })
  await spendLimit('rater-note', invitationId)
  await throughLink(ctx, (door) => enqueue(door.tx, invitationMail(invitationId, 'rater-note')))
}

async function requireAnswers(door: RaterDoor): Promise<void> {
  requireSession(door)
  const [sent] = await door.tx
    .select({ id: ratings.id })
    .from(ratings)
    .where(and(eq(ratings.raterId, door.invitation.raterId), eq(ratings.cycleId, door.cycle.id)))
    .limit(1)
  if (!sent) throw new DomainError('conflict', 'ratings.nothingSent')
}
