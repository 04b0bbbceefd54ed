import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { heldBack } from './held-back'

/** How something ended: as asked, refused for a reason told to whoever asked, or failed for one that is ours to mend. */
export type Outcome = 'done' | 'refused' | 'failed'

type Timed = { of: string; outcome: Outcome; seconds: number }

/** Bounds of durations, in seconds. Each is counted as the bound it stays under, so that sums tell no more than counts. */
const BOUNDS = { verb: [0.05, 0.25, 1, 5], job: [1, 10, 60, 600] } as const

/** Counted as if it had taken so many times the last bound. */
const BEYOND = 2

const answering = /^(ratings|requests|requirements)\./

/** What a procedure is counted and traced as: those by which employers answer, and what leads there, are one. */
export function seriesOf(path: string): string {
  return answering.test(path) ? ANSWERING : path
}

const ANSWERING = 'answering'

/** Calls come together, some ten raters' packets, before any of them is counted. */
const FEWEST_CALLS = 300

/** Mail may be a note to a rater who has just answered, so what sends it is counted like answering. */
export const FEWEST_MAIL_RUNS = 10

export type Metrics = ReturnType<typeof makeMetrics>

// The framework bundles this module more than once; a process has one registry.
const kept: typeof globalThis & { plumblineMetrics?: Metrics } = globalThis

/** What this process counts; never ids, addresses, names of places or levels, and nothing that shows one Send. */
export function metrics(): Metrics {
  kept.plumblineMetrics ??= makeMetrics()
  return kept.plumblineMetrics
}

export function makeMetrics(now: () => number = Date.now) {
  const registry = new Registry()
  const registers = [registry]
  const verbs = new Histogram({
    name: 'plumbline_verb_duration_seconds',
    help: 'Procedures called. Those by which employers answer are one series, told at the hour.',
    labelNames: ['verb', 'outcome'] as const,
    buckets: [...BOUNDS.verb],
    registers,
  })
  const jobs = new Histogram({
    name: 'plumbline_job_duration_seconds',
    help: 'Runs of the jobs of this process. Those that sent mail are told at the hour.',
    labelNames: ['job', 'outcome'] as const,
    buckets: [...BOUNDS.job],
    registers,
  })
  const refusedSignIns = new Counter({
    name: 'plumbline_sign_ins_refused_total',
    help: 'Wrong, stray or late codes and links of signing in.',
    registers,
  })
  const tellVerb = ({ of, outcome, seconds }: Timed) =>
    verbs.observe({ verb: of, outcome }, boundOf(seconds, BOUNDS.verb))
  const tellJob = ({ of, outcome, seconds }: Timed) =>
    jobs.observe({ job: of, outcome }, boundOf(seconds, BOUNDS.job))
  const calls = heldBack(tellVerb, { fewest: FEWEST_CALLS, now })
  const mailRuns = heldBack(tellJob, { fewest: FEWEST_MAIL_RUNS, now })
  return {
    /** A call of a procedure, by its name in the router. */
    noteVerb(path: string, outcome: Outcome, seconds: number): void {
      const of = seriesOf(path)
      if (of === ANSWERING) calls.add({ of, outcome, seconds })
      else tellVerb({ of, outcome, seconds })
    },
    noteJob(job: string, outcome: Outcome, seconds: number): void {
      if (job === 'mail') mailRuns.add({ of: job, outcome, seconds })
      else tellJob({ of: job, outcome, seconds })
    },
    noteRefusedSignIn: () => refusedSignIns.inc(),
    /** A figure that is looked up when it is asked for. */
    gauge<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) {
      const found = registry.getSingleMetric(name)
      if (found instanceof Gauge) return found as Gauge<Label>
      return new Gauge<Label>({ name, help, labelNames: [...labelNames], registers })
    },
    /** A count that others keep, told as it stands. */
    counter<Label extends string>(name: string, help: string, labelNames: readonly Label[]) {
      const found = registry.getSingleMetric(name)
      if (found instanceof Counter) return found as Counter<Label>
      return new Counter<Label>({ name, help, labelNames: [...labelNames], registers })
    },
    contentType: registry.contentType,
    /** Everything, in the text that Prometheus reads. */
    write(): Promise<string> {
      calls.tellDue()
      mailRuns.tellDue()
      return registry.metrics()
    },
  }
}

function boundOf(seconds: number, bounds: readonly number[]): number {
  return bounds.find((bound) => seconds <= bound) ?? (bounds.at(-1) ?? 0) * BEYOND
}

/** Times a piece of work and notes how it ended. */
export async function timed<T>(
  work: () => Promise<T>,
  note: (ended: T | Error, seconds: number) => void,
): Promise<T> {
  const began = performance.now()
  const since = () => (performance.now() - began) / 1000
  try {
    const result = await work()
    note(result, since())
    return result
  } catch (error) {
    note(error instanceof Error ? error : new Error('failed'), since())
    throw error
  }
}
