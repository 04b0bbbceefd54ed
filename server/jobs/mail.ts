import type { MailLane } from '@/server/domain/mail-lanes'
import { mailPatience } from '@/server/mail/send-mail'
import { systemContext } from '@/server/services/context'
import { deliverMail, type MailRun } from '@/server/services/mail/deliver-mail'

/** Sends the mail of some lanes that is due; cheap when there is none, so it may run every few seconds. */
export async function runMailJob(
  now: Date,
  lanes: readonly MailLane[],
  stop: AbortSignal,
): Promise<MailRun> {
  return deliverMail(systemContext('job', 'mail', now), { lanes, patience: mailPatience, stop })
}
