import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { ownWords } from '@/server/db/schema/ratings'
import type { Draft } from '@/server/domain/asking/drafts'
import type { Packet } from './packets-of-invitation'
import type { RaterDoor } from './rater-door'

/** What a rater finds missing in a packet, and whether it is offered to editors. */
export type Forgotten = Pick<Draft, 'forgotten' | 'offered'>

/** Keeps the line that goes with a Send in place of the one before it; private until it is offered and its cycle closed. */
export async function keepForgotten(
  { tx, cycle, invitation }: RaterDoor,
  packet: Packet,
  { forgotten, offered }: Forgotten,
): Promise<void> {
  const { raterId, employerId } = invitation
  const gone = tx
    .delete(ownWords)
    .where(and(eq(ownWords.raterId, raterId), eq(ownWords.packetId, packet.id)))
    .execute()
  if (forgotten === '') return void (await gone)
  const line = {
    ...{ id: randomUUID(), organizationId: employerId, raterId, packetId: packet.id },
    ...{ cycleId: cycle.id, occupationId: cycle.occupationId, text: forgotten, offered },
  }
  await Promise.all([gone, tx.insert(ownWords).values(line).execute()])
}

/** The line that was sent last with a packet; empty where there was none. */
export async function readForgotten(
  { tx, invitation }: RaterDoor,
  packet: Packet,
): Promise<Forgotten> {
  const [line] = await tx
    .select({ forgotten: ownWords.text, offered: ownWords.offered })
    .from(ownWords)
    .where(and(eq(ownWords.raterId, invitation.raterId), eq(ownWords.packetId, packet.id)))
  return line ?? { forgotten: '', offered: false }
}
