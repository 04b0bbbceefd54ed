import { z } from 'zod'
import { asReader } from '@/server/db/tenancy'
import { MAX_AGE_QUARTERS, totalOf } from '@/server/domain/counts'
import { receiptLines } from '@/server/domain/ratings'
import { EXPOSURES, RATER_ROLES } from '@/server/domain/scales'
import { cohortsOfSubjects } from '@/server/services/maps/published-cohorts'
import { findPacket, lastSent, type Packet, packetsOfRater } from './packets-of-rater'
import { type RaterContext, requireSession, throughLink } from './rater-door'
import { questionsOf } from './read-packet'

const Group = z.object({
  employers: z.number().int(),
  /** Votes per level, lowest level first, as published. */
  counts: z.array(z.number()),
  adjusted: z.boolean(),
})

export const ReceiptView = z.object({
  packetId: z.uuid(),
  state: z.enum(['open', 'closed', 'cancelled', 'not_open', 'expired', 'revoked']),
  asker: z.string(),
  job: z.string().nullable(),
  credential: z.string(),
  provider: z.string(),
  closesAt: z.date(),
  timeZone: z.string(),
  sent: z
    .object({
      at: z.date(),
      role: z.enum(RATER_ROLES),
      exposure: z.enum(EXPOSURES),
      value: z.number().int().nullable(),
      providerStaff: z.boolean(),
      lines: z.array(
        z.object({
          name: z.string(),
          importance: z.string().nullable(),
          fit: z.string().nullable(),
          importanceGroup: Group.nullable(),
          fitGroup: Group.nullable(),
        }),
      ),
    })
    .nullable(),
  packets: z.array(
    z.object({ id: z.uuid(), credential: z.string(), sent: z.boolean(), current: z.boolean() }),
  ),
})
export type ReceiptView = z.infer<typeof ReceiptView>

/** The rater's own copy, and beside it what the group said once that is published. */
export async function readReceipt(
  ctx: RaterContext,
  input: { packetId: string | null },
): Promise<ReceiptView> {
  const own = await throughLink(ctx, async (door) => {
    requireSession(door)
    const packet = await findPacket(door, input.packetId)
    const all = await packetsOfRater(door)
    const sentPackets = new Map<string, boolean>()
    for (const each of all) sentPackets.set(each.id, (await lastSent(door, each)) !== null)
    return {
      door,
      packet,
      sent: await lastSent(door, packet),
      questions: await questionsOf(door, packet),
      packets: all.map((each) => ({
        id: each.id,
        credential: each.credential,
        sent: sentPackets.get(each.id) ?? false,
        current: each.id === packet.id,
      })),
    }
  })
  const { door, packet, sent } = own
  const groups =
    door.state === 'closed'
      ? await readGroups(packet, door.cycle.importanceSubjectId, ctx.now)
      : null
  const lines = sent ? receiptLines(sent) : []
  return {
    packetId: packet.id,
    state: door.state,
    asker: door.asker.name,
    job: door.job,
    credential: packet.credential,
    provider: packet.provider,
    closesAt: door.cycle.closesAt,
    timeZone: door.cycle.timeZone,
    packets: own.packets,
    sent: sent && {
      at: sent.sentAt,
      role: sent.role,
      exposure: sent.exposure,
      value: sent.value,
      providerStaff: sent.providerStaff,
      lines: lines.map(({ position, importance, fit }) => {
        const question = own.questions[position]
        return {
          name: question?.name ?? '',
          importance,
          fit,
          importanceGroup: groups?.get(`importance:${question?.id}`) ?? null,
          fitGroup: groups?.get(`fit:${question?.id}`) ?? null,
        }
      }),
    },
  }
}

/** Sums of whole living cohorts, latest version of each: all that anybody ever sees. */
async function readGroups(packet: Packet, importanceSubjectId: string | null, now: Date) {
  const subjectIds = [packet.subjectId, ...(importanceSubjectId ? [importanceSubjectId] : [])]
  const cohorts = await asReader((tx) =>
    cohortsOfSubjects(tx, { audience: 'members', now }, subjectIds),
  )
  const groups = new Map<string, z.infer<typeof Group>>()
  for (const cohort of cohorts) {
    if (cohort.ageQuarters > MAX_AGE_QUARTERS) continue
    const key = `${cohort.scale}:${cohort.competencyId}`
    const before = groups.get(key)
    groups.set(key, {
      employers: (before?.employers ?? 0) + totalOf(cohort.counts),
      counts: cohort.counts.map((count, level) => count + (before?.counts[level] ?? 0)),
      adjusted: cohort.adjusted || (before?.adjusted ?? false),
    })
  }
  return groups
}
