import { systemContext } from '@/server/services/context'
import { deliverMail, type MailRun } from '@/server/services/mail/deliver-mail'

/** Sends the mail that is due; cheap when there is none, so it may run every few seconds. */
export async function runMailJob(now: Date): Promise<MailRun> {
  return deliverMail(systemContext('job', 'mail', now))
}
