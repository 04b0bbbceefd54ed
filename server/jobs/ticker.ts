import { randomUUID } from 'node:crypto'
import { env } from '@/server/env'
import { internalKey } from '@/server/internal-key'
import { log } from '@/server/log'
import { takeTurn } from '@/server/services/job-runs'
import { beatProcess, noteRefreshed } from '@/server/services/page-refresh'
import { runCycleTotalsJob } from './cycle-totals'
import { runCyclesJob } from './cycles'
import { runMailJob } from './mail'
import { runReleaseJob } from './release'
import { runRetentionJob } from './retention'

const recurring: { job: string; everySeconds: number; run: (now: Date) => Promise<unknown> }[] = [
  { job: 'mail', everySeconds: 5, run: runMailJob },
  { job: 'cycles', everySeconds: 60, run: runCyclesJob },
  { job: 'cycle-totals', everySeconds: 3600, run: runCycleTotalsJob },
  { job: 'release', everySeconds: 60, run: runReleaseJob },
  { job: 'retention', everySeconds: 3600, run: runRetentionJob },
]

const tickMilliseconds = 5_000

/** Runs the recurring jobs of this process, and keeps its pages fresh, until stopped. */
export function startTicker(): () => void {
  const stopJobs = repeat(async () => {
    for (const { job, everySeconds, run } of recurring) await attempt(job, everySeconds, run)
  })
  const id = randomUUID()
  // Beside the jobs: a release may take longer than a hidden group may be seen.
  const stopPages = repeat(() => refreshPublicPages(id))
  return () => {
    stopJobs()
    stopPages()
  }
}

/** Does something every few seconds; never again before it is done. */
function repeat(work: () => Promise<void>): () => void {
  let running = false
  const tick = async () => {
    if (running) return
    running = true
    try {
      await work()
    } finally {
      running = false
    }
  }
  const timer = setInterval(() => void tick(), tickMilliseconds)
  timer.unref()
  return () => clearInterval(timer)
}

async function attempt(
  job: string,
  everySeconds: number,
  run: (now: Date) => Promise<unknown>,
): Promise<void> {
  try {
    if (await takeTurn(job, everySeconds)) await run(new Date())
  } catch (error) {
    log.error({ job, err: error }, 'a job failed and will be tried again')
  }
}

/**
 * Each server holds its own cached pages, and only a request inside it may drop them: so the server calls itself when
 * another release became public, or a group was hidden.
 */
async function refreshPublicPages(id: string): Promise<void> {
  try {
    const beat = await beatProcess(id)
    if (!beat.due) return
    const response = await fetch(`http://127.0.0.1:${env().PORT}/api/internal/revalidate`, {
      method: 'POST',
      headers: { 'x-internal-key': internalKey() },
      signal: AbortSignal.timeout(tickMilliseconds),
    })
    if (response.ok) await noteRefreshed(id, beat)
  } catch (error) {
    log.warn({ err: error }, 'cached pages were not refreshed')
  }
}
