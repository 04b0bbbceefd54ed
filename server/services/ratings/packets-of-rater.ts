import { and, asc, desc, eq } from 'drizzle-orm'
import { credentials, credentialVersions } from '@/server/db/schema/credentials'
import { cycleCredentials, packets } from '@/server/db/schema/cycles'
import { organizations } from '@/server/db/schema/organizations'
import { questionLists, ratings, requirementStatements } from '@/server/db/schema/ratings'
import { DomainError } from '@/server/domain/errors'
import type { SentAnswers } from '@/server/domain/ratings'
import type { RaterDoor } from './rater-door'

export type Packet = {
  id: string
  credentialId: string
  credential: string
  credentialVersionId: string | null
  /** Fit of an apprenticeship is asked about its end (METHOD §1). */
  apprenticeship: boolean
  provider: string
  subjectId: string
  questionListId: string
  competencyIds: string[]
  competencyVersionIds: string[]
}

/** What a door has found already: its packets stay the same while it is open. */
const found = new WeakMap<RaterDoor, Promise<Packet[]>>()

/** The packets of this rater's employer, in the order the asker gave the credentials. */
export function packetsOfRater(door: RaterDoor): Promise<Packet[]> {
  const packetsOfDoor = found.get(door) ?? readPackets(door)
  found.set(door, packetsOfDoor)
  return packetsOfDoor
}

async function readPackets({ tx, cycle, invitation }: RaterDoor): Promise<Packet[]> {
  const rows = await tx
    .select({
      id: packets.id,
      credentialId: packets.credentialId,
      credential: credentialVersions.name,
      credentialVersionId: credentials.currentVersionId,
      kind: credentialVersions.kind,
      provider: organizations.name,
      subjectId: packets.subjectId,
      questionListId: packets.questionListId,
      competencyIds: questionLists.competencyIds,
      competencyVersionIds: questionLists.competencyVersionIds,
    })
    .from(packets)
    .innerJoin(credentials, eq(credentials.id, packets.credentialId))
    .leftJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
    .innerJoin(organizations, eq(organizations.id, credentials.organizationId))
    .innerJoin(questionLists, eq(questionLists.id, packets.questionListId))
    .innerJoin(
      cycleCredentials,
      and(
        eq(cycleCredentials.cycleId, packets.cycleId),
        eq(cycleCredentials.credentialId, packets.credentialId),
      ),
    )
    .where(and(eq(packets.cycleId, cycle.id), eq(packets.employerId, invitation.employerId)))
    .orderBy(asc(cycleCredentials.position))
  return rows.map(({ kind, ...row }) => ({
    ...row,
    credential: row.credential ?? '',
    apprenticeship: kind === 'apprenticeship',
  }))
}

/** The packet named, or the first one; a foreign id is not found. */
export async function findPacket(door: RaterDoor, packetId: string | null): Promise<Packet> {
  const all = await packetsOfRater(door)
  const packet = packetId ? all.find((each) => each.id === packetId) : all[0]
  if (!packet) throw new DomainError('not_found', 'There is no such page for this link.')
  return packet
}

export type Sent = SentAnswers & { sentAt: Date; clientKey: string }

/** What the rater sent last in this cycle about a packet, or null. */
export async function lastSent(door: RaterDoor, packet: Packet): Promise<Sent | null> {
  const { tx, cycle, invitation } = door
  const mine = { raterId: invitation.raterId, cycleId: cycle.id }
  const [rating] = await tx
    .select()
    .from(ratings)
    .where(
      and(
        eq(ratings.subjectId, packet.subjectId),
        eq(ratings.raterId, mine.raterId),
        eq(ratings.cycleId, mine.cycleId),
      ),
    )
    .orderBy(desc(ratings.submittedAt), desc(ratings.id))
    .limit(1)
  if (!rating || !cycle.importanceSubjectId) return null
  const [statement] = await tx
    .select({ importance: requirementStatements.importance })
    .from(requirementStatements)
    .where(
      and(
        eq(requirementStatements.subjectId, cycle.importanceSubjectId),
        eq(requirementStatements.raterId, mine.raterId),
        eq(requirementStatements.clientKey, rating.clientKey),
      ),
    )
  return {
    role: rating.raterRole,
    exposure: rating.exposure,
    importance: statement?.importance ?? '-'.repeat(rating.fit.length),
    fit: rating.fit,
    value: rating.value,
    providerStaff: rating.providerStaff,
    holder: rating.holder,
    sentAt: rating.submittedAt,
    clientKey: rating.clientKey,
  }
}
