import { senderMails } from '@/server/db/schema/senders'
import { asOperator } from '@/server/db/tenancy'

/** Takes away counts of mails that no week reaches back to; which may go is the database's rule. */
export async function forgetSentMails(): Promise<void> {
  await asOperator((tx) => tx.delete(senderMails))
}
