import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { raterProgress, raterSessions, raterStops } from '@/server/db/schema/cycles'
import { raterSessionDays } from '@/server/domain/asking/drafts'
import { DomainError } from '@/server/domain/errors'
import { spendLimit } from '@/server/services/limits/spend-limit'
import { proveDomain } from '@/server/services/organizations/prove-domain'
import { hashToken } from '@/server/services/session-token'
import { begunEver } from './begun-ever'
import { passesNow } from './passes-now'
import {
  type RaterContext,
  type RaterDoor,
  requireLivingLink,
  requireOpen,
  throughLink,
} from './rater-door'
import { newRaterToken } from './rater-token'

/** The session a page offers its device: a press made twice on one page is one start. */
export const StartRating = z.strictObject({
  device: z
    .string()
    .regex(/^[\w-]{32}$/)
    .optional(),
})
export type StartRating = z.infer<typeof StartRating>

/**
 * The press on Start: exchanges the link for a session of this device. Pressed once, only a device with a session or a
 * mailed code gets on, whether or not anything was answered (METHOD R14). Returns the new session's token, or null when
 * the device has one already. Who declined before stays declined for the asker: that this person has begun is not told
 * (METHOD R13).
 */
export async function startRating(
  ctx: RaterContext,
  input: StartRating = {},
): Promise<{ session: string | null }> {
  if (ctx.network) await spendLimit('rater-link', ctx.network)
  const device = input.device ?? newRaterToken()
  const { session, employerId, email } = await throughLink(ctx, async (door) => {
    requireOpen(door)
    // Answers begun by another invitation stand behind this one too: it is no second door to them.
    const elsewhere = !door.hasSession && (await begunEver(door))
    const first = (await markStarted(door)) && !elsewhere
    if (!door.hasSession && !first && !(await holds(door, device))) {
      throw new DomainError('unauthenticated', 'ratings.startedElsewhere')
    }
    if (first && !door.hasSession) await openSession(door, device)
    await door.tx.delete(raterStops).where(eq(raterStops.invitationId, door.invitation.id))
    const { employerId, email } = door.invitation
    return { session: door.hasSession ? null : device, employerId, email }
  })
  // Whoever holds the mailed link was reached at the address: that proves its domain (METHOD §9). A printed code does not.
  if (email !== null) await proveDomain(ctx, { employerId, email })
  return { session }
}

/**
 * Notes for good that this rater has begun; false when it had before. Of presses at once, one is the first; one that
 * waited for the invitation to be passed on begins nothing in the colleague's place.
 */
export async function markStarted(door: RaterDoor): Promise<boolean> {
  const { tx, invitation, cycle } = door
  const first = await tx
    .insert(raterProgress)
    .values({
      invitationId: invitation.id,
      raterId: invitation.raterId,
      cycleId: cycle.id,
      startedAt: sql`now()`,
    })
    .onConflictDoNothing()
    .returning({ id: raterProgress.invitationId })
  if (first.length > 0 && (await passesNow(door)) !== door.passes) {
    throw new DomainError('forbidden', 'passing.passedOn')
  }
  return first.length > 0
}

/** A session for this device, for as long as its cookie lives. */
export async function openSession(door: RaterDoor, token = newRaterToken()): Promise<string> {
  requireLivingLink(door)
  await door.tx.insert(raterSessions).values({
    tokenHash: hashToken(token),
    invitationId: door.invitation.id,
    passes: door.passes,
    expiresAt: sql`now() + make_interval(days => ${raterSessionDays})`,
  })
  return token
}

/** Whether the press before this one, on the same page, was the first. */
async function holds({ tx, invitation, passes }: RaterDoor, device: string): Promise<boolean> {
  const [row] = await tx
    .select({ token: raterSessions.tokenHash })
    .from(raterSessions)
    .where(
      and(
        eq(raterSessions.invitationId, invitation.id),
        eq(raterSessions.passes, passes),
        eq(raterSessions.tokenHash, hashToken(device)),
        sql`${raterSessions.expiresAt} > now()`,
      ),
    )
  return row !== undefined
}
