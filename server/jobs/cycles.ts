import { systemContext } from '@/server/services/context'
import { closeDueCycles } from '@/server/services/cycles/end-cycle'
import { sendFollowUps } from '@/server/services/cycles/send-follow-ups'

/** Closes cycles whose day has passed and queues the follow-ups that are due. */
export async function runCyclesJob(now: Date): Promise<{ closed: number }> {
  const closed = await closeDueCycles(systemContext('job', 'cycles', now))
  // How many are reminded would tell how many have answered.
  await sendFollowUps()
  return { closed }
}
