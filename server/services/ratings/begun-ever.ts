import { and, eq, inArray } from 'drizzle-orm'
import { drafts, raterProgress } from '@/server/db/schema/cycles'
import type { RaterDoor } from './rater-door'

/**
 * Whether this rater has begun in this cycle, by whichever invitation: several may be with one person, and all of them
 * open the same answers.
 */
export async function begunEver(door: RaterDoor): Promise<boolean> {
  const { tx, invitation, packets } = door
  // What somebody else does is told to nobody before.
  if (door.state === 'passed_on' || door.state === 'revoked') return false
  const { raterId } = invitation
  const [begun] = await tx
    .select({ id: raterProgress.invitationId })
    .from(raterProgress)
    .where(and(eq(raterProgress.raterId, raterId), eq(raterProgress.cycleId, door.cycle.id)))
    .limit(1)
  if (begun) return true
  const ids = packets.map(({ id }) => id)
  const [drafted] = await tx
    .select({ id: drafts.packetId })
    .from(drafts)
    .where(and(eq(drafts.raterId, raterId), inArray(drafts.packetId, ids)))
    .limit(1)
  return drafted !== undefined
}
