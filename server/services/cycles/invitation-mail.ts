import { randomUUID } from 'node:crypto'
import { mailLanes } from '@/server/domain/mail-lanes'
import type { OutboxEntry } from '@/server/services/outbox'

export const raterMails = [
  'rater-invitation',
  'rater-follow-up',
  'rater-note',
  'rater-code',
] as const
export type RaterMail = (typeof raterMails)[number]

/** Mails a rater asks for itself: that one was asked for is nobody else's business. */
export const askedFor: readonly RaterMail[] = ['rater-note', 'rater-code']

/**
 * A mail to one rater, waiting: it names the invitation; link and code are made when it is sent. The operator sees what
 * a mail that failed is about, so what only its rater asked for stands there under an id of its own.
 */
export function invitationMail(
  invitationId: string,
  template: RaterMail = 'rater-invitation',
): OutboxEntry {
  const subjectId = askedFor.includes(template) ? randomUUID() : invitationId
  const lane = template === 'rater-code' ? mailLanes.first : mailLanes.other
  return { subjectId, kind: 'mail', payload: { template, invitationId }, lane }
}
