import { forgetUploads } from '@/server/services/imports/forget-uploads'
import { forgetHolds } from '@/server/services/integrity/forget-holds'
import { forgetTraces } from '@/server/services/integrity/forget-traces'
import { forgetMapChanges } from '@/server/services/maps/forget-map-changes'
import { forgetSentMails } from '@/server/services/organizations/forget-sent-mails'
import { sweepRaters } from '@/server/services/raters/sweep-raters'
import { clearExpired } from '@/server/services/sessions/clear-expired'

/** Keeps nothing longer than it is good for. */
export async function runRetentionJob(): Promise<{ sessions: number }> {
  await sweepRaters()
  await forgetTraces()
  await forgetHolds(new Date())
  await forgetUploads()
  await forgetSentMails()
  await forgetMapChanges()
  return clearExpired()
}
