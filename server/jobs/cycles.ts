import { systemContext } from '@/server/services/context'
import { closeDueCycles } from '@/server/services/cycles/end-cycle'
import { remindRaters } from '@/server/services/cycles/remind-raters'

/** Closes cycles whose day has passed and queues the reminders that are due. */
export async function runCyclesJob(now: Date): Promise<{ closed: number; reminded: number }> {
  const closed = await closeDueCycles(systemContext('job', 'cycles', now))
  return { closed, reminded: await remindRaters() }
}
