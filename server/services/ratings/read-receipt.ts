import { z } from 'zod'
import { raterLinkStates } from '@/server/domain/asking/cycles'
import { ReceiptGroup } from '@/server/domain/asking/receipt-groups'
import { receiptLines } from '@/server/domain/asking/sent-answers'
import { EXPOSURES, RATER_ROLES } from '@/server/domain/scales'
import { readForgotten } from './forgotten'
import { findPacket, lastSent } from './packets-of-rater'
import { type RaterContext, requireSession, throughLink } from './rater-door'
import { readGroups } from './read-groups'
import { questionsOf } from './read-packet'

export const ReceiptView = z.object({
  packetId: z.uuid(),
  state: z.enum(raterLinkStates),
  asker: z.string(),
  job: z.string(),
  credential: z.string(),
  apprenticeship: z.boolean(),
  provider: z.string(),
  operator: z.string(),
  closesAt: z.date(),
  timeZone: z.string(),
  /** No mail reaches this rater. */
  printed: z.boolean(),
  sent: z
    .object({
      at: z.date(),
      role: z.enum(RATER_ROLES),
      exposure: z.enum(EXPOSURES),
      value: z.number().int().nullable(),
      providerStaff: z.boolean(),
      /** What the rater found missing. */
      forgotten: z.string(),
      offered: z.boolean(),
      lines: z.array(
        z.object({
          name: z.string(),
          importance: z.string().nullable(),
          fit: z.string().nullable(),
          importanceGroup: ReceiptGroup.nullable(),
          fitGroup: ReceiptGroup.nullable(),
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
    const packet = findPacket(door, input.packetId)
    const [questions, forgotten, sentOfEach] = await Promise.all([
      questionsOf(door, packet),
      readForgotten(door, packet),
      Promise.all(door.packets.map((each) => lastSent(door, each))),
    ])
    return {
      door,
      packet,
      sent: sentOfEach[door.packets.indexOf(packet)] ?? null,
      questions,
      forgotten,
      packets: door.packets.map((each, at) => ({
        id: each.id,
        credential: each.credential,
        sent: sentOfEach[at] !== null,
        current: each.id === packet.id,
      })),
    }
  })
  const { door, packet, sent } = own
  const about = [packet.subjectId, door.cycle.importanceSubjectId]
  const groups = door.state === 'closed' ? (await readGroups(about, ctx.now))(about) : null
  const lines = sent ? receiptLines(sent) : []
  return {
    packetId: packet.id,
    state: door.state,
    asker: door.asker.name,
    job: door.job,
    credential: packet.credential,
    apprenticeship: packet.apprenticeship,
    provider: packet.provider,
    operator: door.operator,
    closesAt: door.cycle.closesAt,
    timeZone: door.cycle.timeZone,
    printed: door.printed,
    packets: own.packets,
    sent: sent && {
      at: sent.sentAt,
      role: sent.role,
      exposure: sent.exposure,
      value: sent.value,
      providerStaff: sent.providerStaff,
      ...own.forgotten,
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
