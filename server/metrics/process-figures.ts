import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks'
import type { Metrics } from './metrics'

const STEP = 16 * 2 ** 20
const CPU_STEP = 10
const LAG_STEP = 0.05

const kept: typeof globalThis & { plumblineLag?: IntervalHistogram } = globalThis

/**
 * What the process takes, in steps that the work of one request does not fill: told to the byte and the millisecond, the
 * difference of two would show that somebody came between them.
 */
export function noteProcess({ gauge }: Metrics): void {
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  gauge('plumbline_process_memory_bytes', 'Resident memory, in steps of 16 MiB.').set(
    stepsOf(rss, STEP),
  )
  gauge('plumbline_process_heap_bytes', 'Heap in use, in steps of 16 MiB.').set(
    stepsOf(heapUsed, STEP),
  )
  gauge('plumbline_process_cpu_seconds', 'Time of the processor, in steps of ten seconds.').set(
    stepsOf((user + system) / 1e6, CPU_STEP),
  )
  gauge('plumbline_process_uptime_seconds', 'Since the process began, in whole minutes.').set(
    stepsOf(process.uptime(), 60),
  )
  gauge(
    'plumbline_process_lag_seconds',
    'By how much the one thread came late since the last look, at its 99th percentile, in steps of 0.05 s.',
  ).set(lagSinceLastLook())
}

const stepsOf = (value: number, step: number) => Math.floor(value / step) * step

function lagSinceLastLook(): number {
  if (!kept.plumblineLag) {
    kept.plumblineLag = monitorEventLoopDelay({ resolution: 20 })
    kept.plumblineLag.enable()
    return 0
  }
  const lag = kept.plumblineLag.percentile(99) / 1e9
  kept.plumblineLag.reset()
  return Number(stepsOf(lag, LAG_STEP).toFixed(2))
}
