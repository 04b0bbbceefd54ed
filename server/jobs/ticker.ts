import { randomUUID } from 'node:crypto'
import { type MailLane, mailSenders } from '@/server/domain/mail-lanes'
import { env } from '@/server/env'
import { internalKey } from '@/server/internal-key'
import { log } from '@/server/log'
import { takeTurn } from '@/server/services/job-runs'
import { forgetUnsentMail } from '@/server/services/mail/forget-unsent-mail'
import { beatProcess, noteRefreshed } from '@/server/services/page-refresh'
import { runCycleTotalsJob } from './cycle-totals'
import { runCyclesJob } from './cycles'
import { runMailJob } from './mail'
import { runReleaseJob } from './release'
import { runRetentionJob } from './retention'

type Job = { job: string; everySeconds: number; run: (now: Date) => Promise<unknown> }

const recurring: Job[] = [
  { job: 'cycles', everySeconds: 60, run: runCyclesJob },
  { job: 'cycle-totals', everySeconds: 3600, run: runCycleTotalsJob },
  { job: 'release', everySeconds: 60, run: runReleaseJob },
  { job: 'unsent-mail', everySeconds: 60, run: forgetUnsentMail },
  { job: 'retention', everySeconds: 3600, run: runRetentionJob },
]

const tickMilliseconds = 5_000
const mailMilliseconds = 2_000

/** Runs the recurring jobs of this process, and keeps its pages fresh, until stopped. */
export function startTicker(): () => void {
  const id = randomUUID()
  const stops = startLoops([
    ...recurring.map((each) => ({ every: tickMilliseconds, work: () => takeJob(each) })),
    // Senders claim mail row by row, so all of all processes may ask at once.
    ...mailSenders.map((lanes) => ({ every: mailMilliseconds, work: () => carryMail(lanes) })),
    { every: tickMilliseconds, work: () => refreshPublicPages(id) },
  ])
  return () => {
    for (const stop of stops) stop()
  }
}

type Loop = { every: number; work: () => Promise<void> }

/** Each loop goes by itself: what takes long, or never ends, holds nothing else up. */
export function startLoops(loops: readonly Loop[]): (() => void)[] {
  return loops.map(({ every, work }) => repeat(every, work))
}

/** Does something every few milliseconds; never again before it is done. */
function repeat(every: number, work: () => Promise<void>): () => void {
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
  const timer = setInterval(() => void tick(), every)
  timer.unref()
  return () => clearInterval(timer)
}

async function takeJob({ job, everySeconds, run }: Job): Promise<void> {
  try {
    if (await takeTurn(job, everySeconds)) await run(new Date())
  } catch (error) {
    log.error({ job, err: error }, 'a job failed and will be tried again')
  }
}

async function carryMail(lanes: readonly MailLane[]): Promise<void> {
  try {
    await runMailJob(new Date(), lanes)
  } catch (error) {
    log.error({ job: 'mail', err: error }, 'a job failed and will be tried again')
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
