import { sql } from 'drizzle-orm'
import { raterProgress, raterSessions } from '@/server/db/schema/cycles'
import { DomainError } from '@/server/domain/errors'
import { raterSessionDays } from '@/server/domain/ratings'
import { spendLimit } from '@/server/services/limits/spend-limit'
import { proveDomain } from '@/server/services/organizations/prove-domain'
import { hashToken } from '@/server/services/sessions/session-token'
import { hasAnswers } from './packets-of-rater'
import {
  type RaterContext,
  type RaterDoor,
  requireLivingLink,
  requireOpen,
  throughLink,
} from './rater-door'
import { newRaterToken } from './rater-token'

/**
 * The press on Start: exchanges the link for a session of this device. Once an answer exists, only
 * a device with a session or a mailed code gets on (METHOD R14). Returns the new session's token,
 * or null when the device has one already. Who declined before stays declined for the asker: that
 * this person has begun is not told (METHOD R13).
 */
export async function startRating(ctx: RaterContext): Promise<{ session: string | null }> {
  if (ctx.network) await spendLimit('rater-link', ctx.network)
  const { session, employerId, email } = await throughLink(ctx, async (door) => {
    requireOpen(door)
    if (!door.hasSession && (await hasAnswers(door))) {
      throw new DomainError('unauthenticated', 'Your answers are on another device.')
    }
    await door.tx
      .insert(raterProgress)
      .values({
        invitationId: door.invitation.id,
        raterId: door.invitation.raterId,
        cycleId: door.cycle.id,
        startedAt: sql`now()`,
      })
      .onConflictDoUpdate({
        target: raterProgress.invitationId,
        set: { startedAt: sql`coalesce(rater_progress.started_at, now())` },
      })
    const { employerId, email } = door.invitation
    return { session: door.hasSession ? null : await openSession(door), employerId, email }
  })
  // Whoever holds the mailed link was reached at the address: that proves its domain (METHOD §9).
  await proveDomain(ctx, { employerId, email })
  return { session }
}

/** A session for this device, for as long as its cookie lives. */
export async function openSession(door: RaterDoor): Promise<string> {
  requireLivingLink(door)
  const token = newRaterToken()
  await door.tx.insert(raterSessions).values({
    tokenHash: hashToken(token),
    invitationId: door.invitation.id,
    expiresAt: sql`now() + make_interval(days => ${raterSessionDays})`,
  })
  return token
}
