import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { drafts } from '@/server/db/schema/cycles'
import { applyTaps, type Draft, readDraft, type Tap, TapInput } from '@/server/domain/ratings'
import { findPacket, type Packet } from './packets-of-rater'
import {
  type RaterContext,
  type RaterDoor,
  requireOpen,
  requireSession,
  throughLink,
} from './rater-door'
import { firstDraft } from './read-packet'

export const SaveAnswers = z.strictObject({
  packetId: z.uuid(),
  taps: z.array(TapInput).max(64),
})
export type SaveAnswers = z.infer<typeof SaveAnswers>

/** Keeps taps as they are made. Single fields are merged, so two devices never undo each other. */
export function saveAnswers(ctx: RaterContext, input: SaveAnswers): Promise<Draft> {
  return throughLink(ctx, async (door) => {
    requireSession(door)
    requireOpen(door)
    const packet = await findPacket(door, input.packetId)
    return (await keepTaps(door, packet, input.taps)).draft
  })
}

/** A draft, and when its first tap came; null when that is just now. */
type KeptDraft = { draft: Draft; begunAt: Date | null }

/** Merges taps into the one row of this packet and rater, locked for the rest of the transaction. */
export async function keepTaps(
  door: RaterDoor,
  packet: Packet,
  taps: readonly Tap[],
): Promise<KeptDraft> {
  const { tx, invitation } = door
  const key = and(eq(drafts.packetId, packet.id), eq(drafts.raterId, invitation.raterId))
  const length = packet.competencyIds.length
  const lock = () =>
    tx
      .select({ answers: drafts.answers, begunAt: drafts.begunAt })
      .from(drafts)
      .where(key)
      .for('update')
  let [row] = await lock()
  if (!row) {
    const draft = applyTaps(await firstDraft(door, packet), taps)
    const begun = await tx
      .insert(drafts)
      .values({ packetId: packet.id, raterId: invitation.raterId, answers: draft })
      .onConflictDoNothing()
      .returning({ packetId: drafts.packetId })
    if (begun.length > 0) return { draft, begunAt: null }
    row = (await lock())[0]
  }
  const draft = applyTaps(readDraft(row?.answers, length), taps)
  const begunAt = row?.begunAt ?? null
  if (taps.length === 0) return { draft, begunAt }
  await tx
    .update(drafts)
    .set({ answers: draft, version: sql`${drafts.version} + 1`, updatedAt: sql`now()` })
    .where(key)
  return { draft, begunAt }
}
