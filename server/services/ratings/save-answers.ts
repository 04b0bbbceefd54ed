import { and, eq, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { recurring } from '@/server/db/recurring'
import { drafts } from '@/server/db/schema/cycles'
import { withCommit } from '@/server/db/transaction'
import { applyTaps, type Draft, readDraft, type Tap, TapInput } from '@/server/domain/asking/drafts'
import type { Packet } from './packets-of-invitation'
import { findPacket } from './packets-of-rater'
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
    const packet = findPacket(door, input.packetId)
    return (await keepTaps(door, packet, input.taps, 'save')).draft
  })
}

/** A draft, and when its first tap since the last Send came; null when that is just now. */
type KeptDraft = { draft: Draft; begunAt: Date | null }

/** After a Send nothing is begun until the next tap. */
const notBegun = sql`'infinity'::timestamptz`

const selectDraft = recurring(['packetId', 'raterId'], (tx, { packetId, raterId }) =>
  tx
    .select({
      answers: drafts.answers,
      begunAt:
        sql`CASE WHEN ${drafts.begunAt} = ${notBegun} THEN ${drafts.updatedAt} ELSE ${drafts.begunAt} END`.mapWith(
          drafts.begunAt,
        ),
    })
    .from(drafts)
    .where(and(eq(drafts.packetId, packetId), eq(drafts.raterId, raterId)))
    .for('update'),
)

const updateDraft = (begunAt: SQL) =>
  recurring(['packetId', 'raterId', 'answers'], (tx, { packetId, raterId, answers }) =>
    tx
      .update(drafts)
      .set({
        answers: sql`${answers}::jsonb`,
        version: sql`${drafts.version} + 1`,
        updatedAt: sql`now()`,
        begunAt,
      })
      .where(and(eq(drafts.packetId, packetId), eq(drafts.raterId, raterId))),
  )

const update = {
  save: updateDraft(sql`least(${drafts.begunAt}, now())`),
  send: updateDraft(notBegun),
}

/**
 * Merges taps into the one row of this packet and rater, locked for the rest of the transaction. A Send ends what was
 * begun while it holds the row, so that the next one is not taken to have begun with the first.
 */
export async function keepTaps(
  door: RaterDoor,
  packet: Packet,
  taps: readonly Tap[],
  to: 'save' | 'send',
): Promise<KeptDraft> {
  const { tx, invitation } = door
  const key = { packetId: packet.id, raterId: invitation.raterId }
  let [row] = await selectDraft(tx, key).execute()
  if (!row) {
    const draft = applyTaps(await firstDraft(door, packet), taps)
    const begun = await tx
      .insert(drafts)
      .values({ ...key, answers: draft, ...(to === 'send' ? { begunAt: notBegun } : {}) })
      .onConflictDoNothing()
      .returning({ packetId: drafts.packetId })
    if (begun.length > 0) return { draft, begunAt: null }
    row = (await selectDraft(tx, key).execute())[0]
  }
  const draft = applyTaps(readDraft(row?.answers, packet.competencyIds.length), taps)
  if (taps.length > 0 || to === 'send') {
    await withCommit(tx, update[to](tx, { ...key, answers: JSON.stringify(draft) }))
  }
  return { draft, begunAt: row?.begunAt ?? null }
}
