import { readFileSync } from 'node:fs'

// Linux counts a process's time in hundredths of a second, on every machine it runs on.
const TICKS = 100

/** CPU seconds of a process and of all it has started that have ended; undefined where the system does not tell. */
export function cpuSeconds(pid = 'self') {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS
  } catch {
    return undefined
  }
}
