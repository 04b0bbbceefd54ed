import { randomUUID } from 'node:crypto'
import { mailLanes } from '@/server/domain/mail-lanes'
import type { OutboxEntry } from '@/server/services/outbox'

export const raterMails = [
  'rater-invitation',
  'rater-follow-up',
  'rater-note',
  'rater-code',
  'rater-passed',
] as const
export type RaterMail = (typeof raterMails)[number]

/** Mails a rater asks for, for itself or a colleague: that one was asked for is nobody else's business. */
export const askedFor: readonly RaterMail[] = ['rater-note', 'rater-code', 'rater-passed']

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

/** The mail to whom an invitation was passed on; it is left out when that is somebody else by then. */
export function passedMail(invitationId: string, passes: number): OutboxEntry {
  const mail = invitationMail(invitationId, 'rater-passed')
  return { ...mail, payload: { ...mail.payload, passes } }
}
