import { queueDigests } from '@/server/services/decisions/queue-digests'
import { queueReminders } from '@/server/services/decisions/queue-reminders'

/** Queues reminders of decisions that are due and, on a Monday morning, digests of what is open. */
export async function runDecisionsJob(
  now: Date,
): Promise<{ reminders: number; digests: number } | null> {
  const reminders = await queueReminders(now)
  const digests = await queueDigests(now)
  return reminders + digests > 0 ? { reminders, digests } : null
}
