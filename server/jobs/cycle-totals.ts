import { writeCycleTotals } from '@/server/services/releases/write-cycle-totals'

/** Notes in bands how many employers have answered, where a look was due; cheap when none was. */
export async function runCycleTotalsJob(now: Date): Promise<{ noted: number }> {
  return { noted: await writeCycleTotals(now) }
}
