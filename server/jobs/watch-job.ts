import { metrics, timed } from '@/server/metrics/metrics'
import { inSpan } from '@/server/tracing'

/** Runs a job in a span, and counts the run by how it ended; null says that nothing was due, which is no run. */
export function watchJob<T>(job: string, run: () => Promise<T>): Promise<T> {
  return inSpan(`job ${job}`, () =>
    timed(run, (ended, seconds) => {
      if (ended === null) return
      metrics().noteJob(job, ended instanceof Error ? 'failed' : 'done', seconds)
    }),
  )
}
