import { readFileSync } from 'node:fs'

/** The most memory a process has held so far in bytes, as Linux counts it; 0 elsewhere or when it is gone. */
export function peakOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
