import { setTimeout as sleep } from 'node:timers/promises'
import { env, readEnv, WrongSettings } from '@/server/env'
import { startTally } from '@/server/jobs/job-tally'
import { type RunningJobs, startJobs } from '@/server/jobs/ticker'
import { serveMetrics } from '@/server/metrics/serve-metrics'
import { checkReadiness } from '@/server/services/readiness'
import { releaseHere } from '@/server/services/releases/release-here'
import { writeMetrics } from '@/server/services/watch/write-metrics'
import { languageProblem } from '@/server/words/language-problem'
import { sayWarning } from '@/server/words/say-settings'
import { type Command, complain, print, say } from './command'

const minute = 60_000
/** A mail is given up after thirty seconds; nothing else takes as long to end. */
const patience = 28_000
const untilDatabase = 20_000

export const work: Command = {
  words: 'work',
  positionals: 0,
  options: {},
  needsConfiguration: false,
  async run() {
    refuseSettings()
    if (!(await checkReadiness(untilDatabase))) {
      throw new Error(say('work.noDatabase'))
    }
    const stopMetrics = await tellMetrics()
    const tally = startTally()
    const jobs = startJobs(tally.note)
    note(say('work.begins'))
    const telling = setInterval(() => note(underWay(jobs, tally.line())), minute)
    await untilStopped()
    clearInterval(telling)
    note(say('work.stops'))
    const cut = await stopWithin(jobs, patience)
    stopMetrics()
    const done = tally.line()
    note(cut ? say('work.cut', { done, jobs: cut }) : say('work.stopped', { done }))
    // What hangs keeps its connection, and would keep this process.
    if (cut) process.exit(1)
    return 0
  },
}

/** Answers `/metrics` where the settings name a port for it. */
function tellMetrics(): Promise<() => void> | (() => void) {
  const { METRICS_PORT: port, METRICS_TOKEN: token } = env()
  return port ? serveMetrics({ port, token, write: writeMetrics }) : () => undefined
}

/** Mails carry the site's address and keys of its secret, so what a site must have, this must have too. */
function refuseSettings(): void {
  const result = readEnv({ ...process.env, NODE_ENV: process.env.NODE_ENV || 'production' })
  if (!process.env.DATABASE_URL) {
    throw new Error(say('work.embedded'))
  }
  const problems = result.ok ? languageProblem() : result.problems
  if (!result.ok || problems.length > 0) throw new WrongSettings(problems)
  for (const warning of result.warnings) complain(sayWarning(warning))
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
    // A shell that npm runs this in may be ended without it.
    const parent = process.ppid
    if (!process.env.npm_lifecycle_event) return
    setInterval(() => {
      if (process.ppid !== parent) resolve()
    }, 500).unref()
  })
}

/** What was still in hand when the time was over, or nothing. */
async function stopWithin(jobs: RunningJobs, milliseconds: number): Promise<string> {
  const ended = await Promise.race([
    jobs.stop().then(() => true),
    sleep(milliseconds, false, { ref: false }),
  ])
  return ended ? '' : jobs.inHand().join(', ')
}

/** What was done, and what goes on. */
function underWay(jobs: RunningJobs, done: string): string {
  const release = releaseHere()
  const names = jobs.inHand().filter((job) => job !== 'release' || !release)
  const parts = release ? [...names, say('work.release', { groups: release.groups })] : names
  return parts.length > 0 ? say('work.underWay', { done, jobs: parts.join(', ') }) : done
}

function note(text: string): void {
  print(`${new Date().toISOString()} ${text}`)
}
