import { randomUUID } from 'node:crypto'
import { and, eq, type Placeholder, sql } from 'drizzle-orm'
import { z } from 'zod'
import { recurring } from '@/server/db/recurring'
import { raterProgress } from '@/server/db/schema/cycles'
import { ratings, requirementStatements } from '@/server/db/schema/ratings'
import { TapInput } from '@/server/domain/asking/drafts'
import { type SentAnswers, sentAnswers, sentText } from '@/server/domain/asking/sent-answers'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { enqueue } from '@/server/services/outbox'
import { bodyHash } from '@/server/services/raters/address-hash'
import { type AnswerStanding, answerStanding } from '@/server/services/raters/own-address'
import { keepForgotten } from './forgotten'
import type { Packet } from './packets-of-invitation'
import { findPacket } from './packets-of-rater'
import { passesNow } from './passes-now'
import {
  type RaterContext,
  type RaterDoor,
  requireOpen,
  requireSession,
  throughLink,
} from './rater-door'
import { keepTaps } from './save-answers'
import { markStarted } from './start-rating'
import { type SentRating, traceAnswers } from './trace-answers'

export const SubmitRating = z.strictObject({
  packetId: z.uuid(),
  clientKey: z.uuid(),
  taps: z.array(TapInput).max(64),
})
export type SubmitRating = z.infer<typeof SubmitRating>

export const SubmittedRating = z.object({
  packetId: z.uuid(),
  sentAt: z.date(),
  again: z.boolean(),
})
export type SubmittedRating = z.infer<typeof SubmittedRating>

/**
 * Send: one statement of importance and one rating, immutable, what the rater found missing, and word to the release, in
 * one transaction; no mail leaves. What comes from an address that does not speak for the employer is held until the
 * address is accepted. The same key with the same answers is the same row and gets the same reply; the same
 * key with other answers is a conflict.
 */
export function submitRating(ctx: RaterContext, input: SubmitRating): Promise<SubmittedRating> {
  return throughLink(ctx, async (door) => {
    requireSession(door)
    requireOpen(door)
    const packet = findPacket(door, input.packetId)
    const [{ draft, begunAt }, standing] = await Promise.all([
      keepTaps(door, packet, input.taps, 'send'),
      answerStanding(door.tx, { ...door.invitation, cycleId: door.cycle.id }),
    ])
    const answers = sentAnswers(draft)
    const said = draft.forgotten && `|${draft.offered ? 'yes' : 'no'}|${draft.forgotten}`
    const hash = bodyHash(sentText(answers) + said)
    const [rating, startedAt] = await Promise.all([
      write(door, packet, { answers, standing, key: input.clientKey, hash }),
      noteFirstSend(door),
      keepForgotten(door, packet, draft),
    ])
    if (!rating) {
      const before = await findByKey(door, packet, input.clientKey)
      if (before?.bodyHash === hash) {
        return { packetId: packet.id, sentAt: before.sentAt, again: true }
      }
      throw new DomainError('conflict', 'ratings.sentOtherwise')
    }
    await tellOthers(door, packet)
    await traceAnswers(ctx, door, packet, { rating, answers, begunAt: begunAt ?? startedAt })
    return { packetId: packet.id, sentAt: rating.sentAt, again: false }
  })
}

async function findByKey({ tx, invitation }: RaterDoor, packet: Packet, clientKey: string) {
  const [row] = await tx
    .select({ bodyHash: ratings.bodyHash, sentAt: ratings.submittedAt })
    .from(ratings)
    .where(
      and(
        eq(ratings.subjectId, packet.subjectId),
        eq(ratings.raterId, invitation.raterId),
        eq(ratings.clientKey, clientKey),
      ),
    )
  return row
}

const inBoth = [
  'organizationId',
  'raterId',
  'questionListId',
  'raterRole',
  'cycleId',
  'regionId',
  'sector',
  'heldUntil',
  'clientKey',
  'bodyHash',
  'subjectId',
  'id',
] as const

const insertRating = recurring(
  [...inBoth, 'fit', 'exposure', 'value', 'providerStaff', 'holder', 'credentialVersionId'],
  (tx, row) =>
    tx
      .insert(ratings)
      .values({ ...row, heldUntil: instantOf(row.heldUntil) })
      .onConflictDoNothing()
      .returning({ id: ratings.id, sentAt: ratings.submittedAt }),
)

const insertStatement = recurring([...inBoth, 'importance'], (tx, row) =>
  tx
    .insert(requirementStatements)
    .values({ ...row, heldUntil: instantOf(row.heldUntil) })
    .onConflictDoNothing()
    .returning({ id: requirementStatements.id }),
)

/** No date of this language says that there is no end. */
const instantOf = (place: Placeholder) => sql`${place}::timestamptz`

/** The two rows; null when the key has been used for this packet already. */
async function write(
  door: RaterDoor,
  packet: Packet,
  body: { answers: SentAnswers; standing: AnswerStanding; key: string; hash: string },
): Promise<SentRating | null> {
  const { tx, cycle, invitation } = door
  if (!cycle.importanceSubjectId) throw new DomainError('conflict', 'cycles.notOpen')
  const { answers } = body
  const { speaks, ...place } = body.standing
  const both = {
    organizationId: invitation.employerId,
    raterId: invitation.raterId,
    questionListId: packet.questionListId,
    raterRole: answers.role,
    cycleId: cycle.id,
    ...place,
    heldUntil: speaks ? null : 'infinity',
    clientKey: body.key,
    bodyHash: body.hash,
  }
  const rating = insertRating(tx, {
    ...both,
    subjectId: packet.subjectId,
    id: randomUUID(),
    fit: answers.fit,
    exposure: answers.exposure,
    value: answers.value,
    providerStaff: answers.providerStaff,
    holder: answers.holder,
    credentialVersionId: packet.credentialVersionId,
  })
  const statement = insertStatement(tx, {
    ...both,
    subjectId: cycle.importanceSubjectId,
    id: randomUUID(),
    importance: answers.importance,
  })
  const [[row], [stated]] = await Promise.all([rating.execute(), statement.execute()])
  if (!row && !stated) return null
  if (!row || !stated) {
    throw new DomainError('conflict', 'ratings.sentOtherwise')
  }
  return row
}

const updateProgress = recurring(['invitationId', 'raterId'], (tx, { invitationId, raterId }) =>
  tx
    .update(raterProgress)
    .set({ submittedAt: sql`coalesce(${raterProgress.submittedAt}, now())` })
    .where(and(eq(raterProgress.invitationId, invitationId), eq(raterProgress.raterId, raterId)))
    .returning({
      startedAt:
        sql`CASE WHEN ${raterProgress.submittedAt} = now() THEN ${raterProgress.startedAt} END`.mapWith(
          raterProgress.startedAt,
        ),
    }),
)

/**
 * Returns when the rater pressed Start, if this is the first Send. Whoever passed the invitation on meanwhile sends
 * nothing more: the row of its Start is gone, and there is none to hold.
 */
async function noteFirstSend(door: RaterDoor): Promise<Date | null> {
  const { id: invitationId, raterId } = door.invitation
  const [row] = await updateProgress(door.tx, { invitationId, raterId }).execute()
  if (row) return row.startedAt
  // Opened from My ratings before that was a Start.
  await markStarted(door)
  const [begun] = await updateProgress(door.tx, { invitationId, raterId }).execute()
  if (!begun || (await passesNow(door)) !== door.passes)
    throw new DomainError('forbidden', 'passing.passedOn')
  return null
}

/** Word to the release, and to the audit. */
async function tellOthers(door: RaterDoor, packet: Packet): Promise<void> {
  const { tx, ctx, cycle, invitation } = door
  await enqueue(tx, [
    { subjectId: packet.subjectId, kind: 'subject.touched' },
    ...(cycle.importanceSubjectId
      ? [{ subjectId: cycle.importanceSubjectId, kind: 'subject.touched' as const }]
      : []),
  ])
  await recordAudit(tx, ctx, {
    verb: 'rating.send',
    organizationId: invitation.employerId,
    target: { kind: 'packet', id: packet.id },
  })
}
