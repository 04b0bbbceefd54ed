import { log } from '@/server/log'
import { metrics, timed } from '@/server/metrics/metrics'
import { inSpan } from '@/server/tracing'

/** What a job did, in numbers; never whose. */
export type JobCounts = Readonly<Record<string, number>>

/** One time that a job ran. */
export type JobRun = { job: string; seconds: number; counts: JobCounts | 'failed' }

/** Whoever keeps count of what the jobs of a process do. */
export type JobNote = (run: JobRun) => void

/**
 * Every job of every process passes here, in a span, and is counted by how it ended: a failure is logged and ends nothing
 * else.
 * @param work null when nothing was due, which is no run
 */
export async function runJob(
  job: string,
  work: () => Promise<JobCounts | null>,
  note: JobNote,
): Promise<void> {
  const count = (ended: JobCounts | null | Error, seconds: number) => {
    if (ended === null) return
    const failed = ended instanceof Error
    metrics().noteJob(job, failed ? 'failed' : 'done', seconds)
    note({ job, seconds, counts: failed ? 'failed' : ended })
  }
  try {
    await inSpan(`job ${job}`, () => timed(work, count))
  } catch (error) {
    log.error({ job, err: error }, 'a job failed and will be tried again')
  }
}
