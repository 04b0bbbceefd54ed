import { type MailLane, mailSenders } from '@/server/domain/mail-lanes'
import { env } from '@/server/env'
import { takeTurn } from '@/server/services/job-runs'
import { forgetUnsentMail } from '@/server/services/mail/forget-unsent-mail'
import { runConfirmationsJob } from './confirmations'
import { runCycleTotalsJob } from './cycle-totals'
import { runCyclesJob } from './cycles'
import { runDecisionsJob } from './decisions'
import { runLinesJob } from './lines'
import { startLoops } from './loops'
import { runMailJob } from './mail'
import { startPageRefresh } from './pages'
import { runReleaseJob } from './release'
import { runRetentionJob } from './retention'
import { type JobCounts, type JobNote, runJob } from './run-job'

type Job = {
  job: string
  everySeconds: number
  /** Null when nothing was due. What takes long ends early when it is told to stop. */
  run: (now: Date, stop: AbortSignal) => Promise<JobCounts | null>
}

const recurring: Job[] = [
  { job: 'cycles', everySeconds: 60, run: runCyclesJob },
  { job: 'cycle-totals', everySeconds: 3600, run: runCycleTotalsJob },
  { job: 'confirmations', everySeconds: 3600, run: runConfirmationsJob },
  { job: 'decisions', everySeconds: 3600, run: runDecisionsJob },
  { job: 'lines', everySeconds: 5, run: runLinesJob },
  { job: 'release', everySeconds: 60, run: release },
  { job: 'unsent-mail', everySeconds: 60, run: () => forgetUnsentMail().then(() => null) },
  { job: 'retention', everySeconds: 3600, run: runRetentionJob },
]

const tickMilliseconds = 5_000
const mailMilliseconds = 2_000

/** What a process that serves pages does by itself until stopped: its pages, and the jobs unless they are elsewhere. */
export function startTicker(): () => Promise<void> {
  const stopPages = startPageRefresh()
  const jobs = env().JOBS === 'on' ? startJobs() : null
  return async () => {
    await Promise.all([jobs?.stop(), ...stopPages.map((stop) => stop())])
  }
}

export type RunningJobs = {
  /** Names of the jobs that are in hand. */
  inHand: () => string[]
  /** Begins nothing more; resolves once what is in hand has ended. */
  stop: () => Promise<void>
}

/** Runs the recurring jobs, each in a loop of its own, until stopped. Any number of processes may. */
export function startJobs(note: JobNote = () => undefined): RunningJobs {
  const stopping = new AbortController()
  const inHand: string[] = []
  const run = async (job: string, work: () => Promise<JobCounts | null>) => {
    inHand.push(job)
    await runJob(job, work, note)
    inHand.splice(inHand.indexOf(job), 1)
  }
  const stops = startLoops([
    ...recurring.map((each) => ({
      every: tickMilliseconds,
      work: () => run(each.job, () => takeJob(each, stopping.signal)),
    })),
    // Senders claim mail row by row, so all of all processes may ask at once.
    ...mailSenders.map((lanes) => ({
      every: mailMilliseconds,
      work: () => run('mail', () => carryMail(lanes, stopping.signal)),
    })),
  ])
  return {
    inHand: () => [...new Set(inHand)],
    async stop() {
      stopping.abort()
      await Promise.all(stops.map((stop) => stop()))
    },
  }
}

async function takeJob(
  { job, everySeconds, run }: Job,
  stop: AbortSignal,
): Promise<JobCounts | null> {
  return (await takeTurn(job, everySeconds)) ? run(new Date(), stop) : null
}

async function release(now: Date, stop: AbortSignal): Promise<JobCounts | null> {
  const report = await runReleaseJob(now, stop)
  if (!report) return null
  // How much was touched and read would tell of what was sent.
  return { groups: report.versions, problems: report.problems.length }
}

async function carryMail(lanes: readonly MailLane[], stop: AbortSignal): Promise<JobCounts | null> {
  const run = await runMailJob(new Date(), lanes, stop)
  return Object.values(run).some((count) => count > 0) ? run : null
}
