import { createHmac } from 'node:crypto'
import { recurring } from '@/server/db/recurring'
import { answerTraces } from '@/server/db/schema/integrity'
import { withCommit } from '@/server/db/transaction'
import { networkPart } from '@/server/domain/networks'
import { isFreeMail } from '@/server/domain/people/addresses'
import { NOT_ASKED } from '@/server/domain/scales'
import { env } from '@/server/env'
import type { Packet } from './packets-of-invitation'
import type { RaterContext, RaterDoor } from './rater-door'

/** The row a Send has written. */
export type SentRating = { id: string; sentAt: Date }

const insertTrace = recurring(
  [
    'subjectId',
    'ratingId',
    'employerId',
    'raterId',
    'cycleId',
    'secondsEach',
    'networkHash',
    'deviceHash',
    'freeMail',
    'sentAt',
  ],
  (tx, row) => tx.insert(answerTraces).values(row),
)

/**
 * Notes how a Send came, for the look before the next release (METHOD §9): how long each competency took, and keyed
 * hashes of the network, without what tells its machines apart, and of the oldest session this device holds. No
 * levels, and no address. A form sent without scripts keeps its first tap and its Send at once: it began with Start.
 */
export async function traceAnswers(
  ctx: RaterContext,
  { tx, invitation, cycle }: RaterDoor,
  packet: Packet,
  sent: {
    rating: SentRating
    answers: { importance: string; fit: string }
    begunAt: Date | null
  },
): Promise<void> {
  const { rating, answers, begunAt } = sent
  const device = ctx.session?.split(' ')[0]
  const competencies = Math.max(answered(answers.importance), answered(answers.fit), 1)
  const network = ctx.network ? networkPart(ctx.network) : null
  const seconds = begunAt && (rating.sentAt.getTime() - begunAt.getTime()) / 1000
  const trace = insertTrace(tx, {
    subjectId: packet.subjectId,
    ratingId: rating.id,
    employerId: invitation.employerId,
    raterId: invitation.raterId,
    cycleId: cycle.id,
    secondsEach: seconds === null ? null : seconds / competencies,
    networkHash: network ? keyed(`network:${network}`) : null,
    deviceHash: device ? keyed(`device:${device}`) : null,
    freeMail: isFreeMail(invitation.invited),
    sentAt: rating.sentAt,
  })
  await withCommit(tx, trace)
}

function answered(packed: string): number {
  return [...packed].filter((character) => character !== NOT_ASKED).length
}

function keyed(text: string): string {
  return createHmac('sha256', env().authSecret).update(text).digest('base64url')
}
