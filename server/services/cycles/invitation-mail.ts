import type { OutboxEntry } from '@/server/services/outbox'

export type RaterMail = 'rater-invitation' | 'rater-reminder' | 'rater-receipt' | 'rater-code'

/** A mail to one rater, waiting: it names the invitation; link and code are made when it is sent. */
export function invitationMail(
  invitationId: string,
  template: RaterMail = 'rater-invitation',
): OutboxEntry {
  return { subjectId: invitationId, kind: 'mail', payload: { template, invitationId } }
}
