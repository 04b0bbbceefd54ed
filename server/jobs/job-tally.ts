import { heldBack } from '@/server/metrics/held-back'
import { FEWEST_MAIL_RUNS } from '@/server/metrics/metrics'
import type { JobNote, JobRun } from './run-job'

type Sum = { runs: number; failed: number; seconds: number; counts: Map<string, number> }

export type JobTally = {
  note: JobNote
  /** What was done since the last line, in numbers; begins anew. */
  line: () => string
}

/**
 * Adds up what the jobs of a process do, for whoever reads its output: counts and durations, never whose. A mail may be
 * one that a rater asked for, so those are told at the hour, several runs together.
 */
export function startTally(now: () => number = Date.now): JobTally {
  let sums = new Map<string, Sum>()
  function add({ job, seconds, counts }: JobRun): void {
    const sum = sums.get(job) ?? { runs: 0, failed: 0, seconds: 0, counts: new Map() }
    sums.set(job, sum)
    sum.seconds += seconds
    if (counts === 'failed') sum.failed += 1
    else {
      sum.runs += 1
      for (const [name, count] of Object.entries(counts)) {
        sum.counts.set(name, (sum.counts.get(name) ?? 0) + count)
      }
    }
  }
  const mail = heldBack(add, { fewest: FEWEST_MAIL_RUNS, now })
  return {
    note: (run) => (run.job === 'mail' ? mail.add(run) : add(run)),
    line() {
      mail.tellDue()
      const parts = [...sums].map(([job, sum]) => describe(job, sum))
      sums = new Map()
      return parts.length > 0 ? parts.join('; ') : 'nothing to tell'
    },
  }
}

function describe(job: string, { runs, failed, seconds, counts }: Sum): string {
  const done = [...counts].filter(([, count]) => count > 0)
  const numbers = done.map(([name, count]) => `${count} ${inWords(name)}`)
  const times = [...(runs > 0 ? [`${runs} ×`] : []), ...(failed > 0 ? [`${failed} × failed`] : [])]
  return `${job} ${times.join(', ')} in ${Math.round(seconds)} s${numbers.length > 0 ? ` (${numbers.join(', ')})` : ''}`
}

/** `followedUp` as people write it. */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
