import { readdirSync, readFileSync } from 'node:fs'

// Linux counts a process's time in hundredths of a second, on every machine it runs on.
const TICKS = 100
const EVERY = 500

/**
 * Adds up the CPU seconds of a process and of all it starts, by looking at them again and again: a browser leaves
 * processes behind that nobody asks how long they ran. Undefined where the system does not tell.
 */
export function watchCpu(root) {
  const spent = new Map([[root, 0]])
  const look = () => {
    for (const { pid, parent, seconds } of processes()) {
      if (spent.has(pid) || spent.has(parent)) spent.set(pid, seconds)
    }
  }
  const timer = setInterval(look, EVERY).unref()
  return () => {
    clearInterval(timer)
    const sum = [...spent.values()].reduce((total, seconds) => total + seconds, 0)
    return sum > 0 ? sum : undefined
  }
}

/** CPU seconds of a process and of all its children that have ended; undefined where the system does not tell. */
export function cpuSeconds(pid) {
  const fields = readStat(pid)
  return fields && fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS
}

/** Those that run, parents before what they started. */
function processes() {
  return processNumbers()
    .sort((a, b) => a - b)
    .flatMap((pid) => {
      const fields = readStat(pid)
      if (!fields) return []
      const seconds = (Number(fields[11]) + Number(fields[12])) / TICKS
      return [{ pid, parent: Number(fields[1]), seconds }]
    })
}

function processNumbers() {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}

function readStat(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
