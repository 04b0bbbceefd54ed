import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { drafts } from '@/server/db/schema/cycles'
import { selectRows } from '@/server/db/tenancy'
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
    return (await keepTaps(door, packet, input.taps, 'save')).draft
  })
}

/** A draft, and when its first tap since the last Send came; null when that is just now. */
type KeptDraft = { draft: Draft; begunAt: Date | null }

const Kept = z.object({ answers: z.unknown(), begunAt: z.coerce.date() })

/** After a Send nothing is begun until the next tap. */
const notBegun = sql`'infinity'::timestamptz`

/**
 * Merges taps into the one row of this packet and rater, locked for the rest of the transaction. A Send ends what was
 * begun in the same statement that locks the row, so that the next one is not taken to have begun with the first.
 */
export async function keepTaps(
  door: RaterDoor,
  packet: Packet,
  taps: readonly Tap[],
  to: 'save' | 'send',
): Promise<KeptDraft> {
  const { tx, invitation } = door
  const key = and(eq(drafts.packetId, packet.id), eq(drafts.raterId, invitation.raterId))
  const length = packet.competencyIds.length
  const locked = sql`SELECT packet_id, rater_id, answers,
      CASE WHEN begun_at = ${notBegun} THEN updated_at ELSE begun_at END AS "begunAt"
    FROM draft WHERE packet_id = ${packet.id} AND rater_id = ${invitation.raterId} FOR UPDATE`
  const lock = () =>
    selectRows(
      tx,
      Kept,
      to === 'save'
        ? locked
        : sql`WITH kept AS (${locked})
              UPDATE draft d SET begun_at = ${notBegun}, updated_at = now() FROM kept
              WHERE d.packet_id = kept.packet_id AND d.rater_id = kept.rater_id
              RETURNING kept.answers, kept."begunAt"`,
    )
  let [row] = await lock()
  if (!row) {
    const draft = applyTaps(await firstDraft(door, packet), taps)
    const begun = await tx
      .insert(drafts)
      .values({
        packetId: packet.id,
        raterId: invitation.raterId,
        answers: draft,
        ...(to === 'send' ? { begunAt: notBegun } : {}),
      })
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
    .set({
      answers: draft,
      version: sql`${drafts.version} + 1`,
      updatedAt: sql`now()`,
      ...(to === 'save' ? { begunAt: sql`least(${drafts.begunAt}, now())` } : {}),
    })
    .where(key)
  return { draft, begunAt }
}
