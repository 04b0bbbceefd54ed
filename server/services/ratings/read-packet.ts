import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { drafts } from '@/server/db/schema/cycles'
import { competencyVersions } from '@/server/db/schema/frameworks'
import { Draft, emptyDraft, readDraft } from '@/server/domain/asking/drafts'
import { labelFrom } from '@/server/domain/catalogue/competency-label'
import { hashToken } from '@/server/services/session-token'
import { readForgotten } from './forgotten'
import type { Packet } from './packets-of-invitation'
import { findPacket, lastSent } from './packets-of-rater'
import { passing } from './passing'
import {
  type RaterContext,
  type RaterDoor,
  requireOpen,
  requireSession,
  throughLink,
} from './rater-door'

export const PacketView = z.object({
  id: z.uuid(),
  /** One for each person who is asked this packet, the same by each of their links; it tells nothing of who it is. */
  keptAs: z.string(),
  asker: z.string(),
  job: z.string(),
  credential: z.string(),
  apprenticeship: z.boolean(),
  provider: z.string(),
  operator: z.string(),
  closesAt: z.date(),
  timeZone: z.string(),
  questions: z.array(z.object({ id: z.string(), name: z.string(), statement: z.string() })),
  draft: Draft,
  sentBefore: z.boolean(),
  /** Somebody else at this employer may answer instead. */
  mayPassOn: z.boolean(),
})
export type PacketView = z.infer<typeof PacketView>

export type ReadPacket = { packetId: string | null }

/** The page of one packet with what has been tapped on it so far. */
export function readPacket(ctx: RaterContext, input: ReadPacket): Promise<PacketView> {
  return throughLink(ctx, async (door) => {
    requireSession(door)
    requireOpen(door)
    const packet = findPacket(door, input.packetId)
    const [questions, draft, sent, may] = await Promise.all([
      questionsOf(door, packet),
      currentDraft(door, packet),
      lastSent(door, packet),
      passing(door),
    ])
    return {
      id: packet.id,
      keptAs: hashToken(`${packet.id} ${door.invitation.raterId}`),
      asker: door.asker.name,
      job: door.job,
      credential: packet.credential,
      apprenticeship: packet.apprenticeship,
      provider: packet.provider,
      operator: door.operator,
      closesAt: door.cycle.closesAt,
      timeZone: door.cycle.timeZone,
      questions,
      draft,
      sentBefore: sent !== null,
      mayPassOn: 'domain' in may,
    }
  })
}

/** The competencies of a packet in its order, worded as in the version that is asked. */
export async function questionsOf({ tx }: RaterDoor, packet: Packet) {
  const rows = await tx
    .select({
      id: competencyVersions.competencyId,
      label: competencyVersions.label,
      statement: competencyVersions.statement,
    })
    .from(competencyVersions)
    .where(inArray(competencyVersions.id, packet.competencyVersionIds))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return packet.competencyIds.map((id) => {
    const row = byId.get(id)
    const statement = row?.statement ?? ''
    return { id, name: row?.label || labelFrom(statement), statement }
  })
}

/**
 * What has been tapped, or sent before; a further credential starts from what the rater already
 * said of the same job, so nobody answers the same question about the need twice.
 */
export async function currentDraft(door: RaterDoor, packet: Packet): Promise<Draft> {
  const [row] = await door.tx
    .select({ answers: drafts.answers })
    .from(drafts)
    .where(and(eq(drafts.packetId, packet.id), eq(drafts.raterId, door.invitation.raterId)))
  return row ? readDraft(row.answers, packet.competencyIds.length) : firstDraft(door, packet)
}

/** What a packet starts from while nothing has been tapped. */
export async function firstDraft(door: RaterDoor, packet: Packet): Promise<Draft> {
  const length = packet.competencyIds.length
  const sent = await lastSent(door, packet)
  if (sent) {
    const value = sent.value === null ? '-' : String(sent.value)
    const line = await readForgotten(door, packet)
    return readDraft({ ...sent, ...line, value }, length)
  }
  return fromEarlierPacket(door, packet)
}

async function fromEarlierPacket(door: RaterDoor, packet: Packet): Promise<Draft> {
  const empty = emptyDraft(packet.competencyIds.length)
  for (const earlier of door.packets) {
    const sent = earlier.id === packet.id ? null : await lastSent(door, earlier)
    if (!sent) continue
    const known = new Map(earlier.competencyIds.map((id, at) => [id, sent.importance[at] ?? '-']))
    return {
      ...empty,
      role: sent.role,
      importance: packet.competencyIds.map((id) => known.get(id) ?? '-').join(''),
    }
  }
  return empty
}
