import { env } from '@/server/env'
import { internalKey } from '@/server/internal-key'
import { log } from '@/server/log'
import { takeTurn } from '@/server/services/job-runs'
import { latestPublicRelease } from '@/server/services/releases/latest-release'
import { runCyclesJob } from './cycles'
import { runMailJob } from './mail'
import { runReleaseJob } from './release'
import { runRetentionJob } from './retention'

const recurring: { job: string; everySeconds: number; run: (now: Date) => Promise<unknown> }[] = [
  { job: 'mail', everySeconds: 5, run: runMailJob },
  { job: 'cycles', everySeconds: 60, run: runCyclesJob },
  { job: 'release', everySeconds: 60, run: runReleaseJob },
  { job: 'retention', everySeconds: 3600, run: runRetentionJob },
]

const tickMilliseconds = 5_000

/** Runs the recurring jobs of this process until stopped; a tick never overlaps the one before. */
export function startTicker(): () => void {
  let seenRelease: number | undefined
  let running = false
  const tick = async () => {
    if (running) return
    running = true
    try {
      for (const { job, everySeconds, run } of recurring) await attempt(job, everySeconds, run)
      seenRelease = await refreshPublicPages(seenRelease)
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
 * Each server holds its own cached pages, and only a request inside it may drop them: so the server
 * calls itself when a release that is newer than the one it knows became public.
 */
async function refreshPublicPages(seen: number | undefined): Promise<number | undefined> {
  try {
    const latest = await latestPublicRelease()
    if (seen !== undefined && latest !== seen) {
      const response = await fetch(`http://127.0.0.1:${env().PORT}/api/internal/revalidate`, {
        method: 'POST',
        headers: { 'x-internal-key': internalKey() },
      })
      if (!response.ok) return seen
    }
    return latest
  } catch (error) {
    log.warn({ err: error }, 'cached pages were not refreshed')
    return seen
  }
}
