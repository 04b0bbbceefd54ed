import { log } from '@/server/log'
import { watchJob } from './watch-job'

/** What a job did, in numbers; never whose. */
export type JobCounts = Readonly<Record<string, number>>

/** One time that a job ran. */
export type JobRun = { job: string; milliseconds: number; counts: JobCounts | 'failed' }

/** Whoever keeps count of what the jobs of a process do. */
export type JobNote = (run: JobRun) => void

/**
 * Every job of every process passes here: a failure is logged and ends nothing else.
 * @param work null when nothing was due, which is no run
 */
export async function runJob(
  job: string,
  work: () => Promise<JobCounts | null>,
  note: JobNote,
): Promise<void> {
  const began = performance.now()
  const since = () => performance.now() - began
  try {
    const counts = await watchJob(job, work)
    if (counts) note({ job, milliseconds: since(), counts })
  } catch (error) {
    log.error({ job, err: error }, 'a job failed and will be tried again')
    note({ job, milliseconds: since(), counts: 'failed' })
  }
}
