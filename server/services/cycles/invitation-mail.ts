import type { OutboxEntry } from '@/server/services/outbox'

export type RaterMailKind = 'invitation' | 'reminder' | 'receipt' | 'code' | 'result'

/** A mail to one rater, waiting: it names the invitation; link and code are made when it is sent. */
export function invitationMail(
  invitationId: string,
  mail: RaterMailKind = 'invitation',
): OutboxEntry {
  return { subjectId: invitationId, kind: 'rater.mail', payload: { invitationId, mail } }
}
