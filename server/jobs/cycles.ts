import { systemContext } from '@/server/services/context'
import { closeDueCycles } from '@/server/services/cycles/end-cycle'
import { sendFollowUps } from '@/server/services/cycles/send-follow-ups'

/** Closes cycles whose day has passed and queues the follow-ups that are due. */
export async function runCyclesJob(now: Date): Promise<{ closed: number; followedUp: number }> {
  const closed = await closeDueCycles(systemContext('job', 'cycles', now))
  return { closed, followedUp: await sendFollowUps() }
}
