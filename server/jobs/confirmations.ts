import { passConfirmationsOn } from '@/server/services/organizations/pass-confirmations-on'

/** Asks the operator about employers that a partnership has left undecided for five working days. */
export async function runConfirmationsJob(now: Date): Promise<{ passedOn: number } | null> {
  const passedOn = await passConfirmationsOn(now)
  return passedOn > 0 ? { passedOn } : null
}
