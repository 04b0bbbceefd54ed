import { and, desc, eq, sql } from 'drizzle-orm'
import { ratings, requirementStatements } from '@/server/db/schema/ratings'
import type { SentAnswers } from '@/server/domain/asking/sent-answers'
import { DomainError } from '@/server/domain/errors'
import type { Packet } from './packets-of-invitation'
import type { RaterDoor } from './rater-door'

/** The packet named, or the first one; a foreign id is not found. */
export function findPacket({ packets }: RaterDoor, packetId: string | null): Packet {
  const packet = packetId ? packets.find((each) => each.id === packetId) : packets[0]
  if (!packet) throw new DomainError('not_found', 'ratings.noPacket')
  return packet
}

export type Sent = SentAnswers & { sentAt: Date; clientKey: string }

/** What the rater sent last in this cycle about a packet, or null. */
export async function lastSent(door: RaterDoor, packet: Packet): Promise<Sent | null> {
  const { tx, cycle, invitation } = door
  if (!cycle.importanceSubjectId) return null
  const [sent] = await tx
    .select({
      role: ratings.raterRole,
      exposure: ratings.exposure,
      importance: requirementStatements.importance,
      fit: ratings.fit,
      value: ratings.value,
      providerStaff: ratings.providerStaff,
      holder: ratings.holder,
      sentAt: ratings.submittedAt,
      clientKey: ratings.clientKey,
    })
    .from(ratings)
    .leftJoin(
      requirementStatements,
      and(
        eq(requirementStatements.subjectId, cycle.importanceSubjectId),
        eq(requirementStatements.raterId, ratings.raterId),
        eq(requirementStatements.clientKey, ratings.clientKey),
      ),
    )
    .where(
      and(
        eq(ratings.subjectId, packet.subjectId),
        eq(ratings.raterId, invitation.raterId),
        // Not by the index of cycles: while a cycle is new the planner takes it for empty, and reads all of it.
        sql`${ratings.cycleId} IS NOT DISTINCT FROM ${cycle.id}`,
      ),
    )
    .orderBy(desc(ratings.submittedAt), desc(ratings.id))
    .limit(1)
  return sent ? { ...sent, importance: sent.importance ?? '-'.repeat(sent.fit.length) } : null
}
