import { setTimeout as sleep } from 'node:timers/promises'
import { env, readEnv } from '@/server/env'
import { startTally } from '@/server/jobs/job-tally'
import { type RunningJobs, startJobs } from '@/server/jobs/ticker'
import { serveMetrics } from '@/server/metrics/serve-metrics'
import { checkReadiness } from '@/server/services/readiness'
import { releaseHere } from '@/server/services/releases/release-here'
import { writeMetrics } from '@/server/services/watch/write-metrics'
import type { Command } from './command'

const minute = 60_000
/** A mail is given up after thirty seconds; nothing else takes as long to end. */
const patience = 28_000
const untilDatabase = 20_000

export const work: Command = {
  summary: 'Runs the jobs (mail, cycles, releases, lists, retention) until it is stopped.',
  usage: '',
  details: [
    'For a site whose other processes have JOBS=off; harmless beside processes that run them too. Needs PostgreSQL,',
    'and the settings of the site. Says once a minute what was done.',
    'SIGTERM and Ctrl-C stop it within 30 s: mails in hand are sent, a release is left to be taken up. Exit code 1',
    'when it could not begin, or when something had to be cut off. METRICS_PORT lets it be watched.',
  ],
  positionals: 0,
  options: {},
  needsConfiguration: false,
  async run() {
    refuseSettings()
    if (!(await checkReadiness(untilDatabase))) {
      throw new Error(
        'The database does not answer, or has no tables yet. Start the site first, or run `npm run plumbline -- migrate`.',
      )
    }
    const stopMetrics = await tellMetrics()
    const tally = startTally()
    const jobs = startJobs(tally.note)
    say('Plumbline works: mail, cycles, releases, lists and retention.')
    const telling = setInterval(() => say(`${tally.line()}${underWay(jobs)}`), minute)
    await untilStopped()
    clearInterval(telling)
    say('Stopping …')
    const cut = await stopWithin(jobs, patience)
    stopMetrics()
    say(`${tally.line()}. ${cut ? `Cut off: ${cut}.` : 'Stopped.'}`)
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
    throw new Error(
      'DATABASE_URL is not set. The embedded database can be opened by one process alone, the site, which runs its own jobs.',
    )
  }
  if (!result.ok) throw new Error(result.problems.join('\n'))
  for (const warning of result.warnings) process.stderr.write(`Warning: ${warning}\n`)
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

function underWay(jobs: RunningJobs): string {
  const release = releaseHere()
  const names = jobs.inHand().filter((job) => job !== 'release' || !release)
  const parts = release ? [...names, `release (${release.groups} groups so far)`] : names
  return parts.length > 0 ? `; under way: ${parts.join(', ')}` : ''
}

function say(text: string): void {
  process.stdout.write(`${new Date().toISOString()} ${text}\n`)
}
