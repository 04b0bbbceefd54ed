import { say } from '../setup/plain-error.mjs'
import { cpuSeconds } from './cpu-seconds.mjs'
import { runStep } from './run-step.mjs'

/**
 * Runs named steps, tells each in one line as it ends, a failed one with all it said, and counts what passed and
 * failed. Steps may run beside one another: what they say is told one after another.
 */
export function startTally() {
  const began = performance.now()
  const total = { passed: 0, failed: 0, cpu: 0 }
  const told = []

  const tell = (name, result, start) => {
    total.passed += result.passed
    total.failed += result.failed
    total.cpu += result.cpu ?? 0
    const line = describe(name, result, secondsSince(start))
    const lines = [line, ...(result.notes ?? []).map((note) => `       ${note}`)]
    told.push(...lines)
    for (const each of lines) say(each)
    if (result.failed > 0 && result.output) say(indented(result.output))
    return result.failed === 0
  }

  /** In a process of its own. `postgres` is the cluster it uses: what that works meanwhile is counted with it. */
  const step = async (name, { args = [], postgres } = {}) => {
    const start = performance.now()
    const before = serverSeconds(postgres)
    const result = await runStep(name, args, postgres ? { TEST_DATABASE_URL: postgres.url } : {})
    const cpu = result.cpu && result.cpu + serverSeconds(postgres) - before
    return tell(name, { ...result, cpu }, start)
  }

  /** In this process: what the steps stand on. */
  const own = async (name, prepare) => {
    const start = performance.now()
    const result = await prepare().then(
      () => ({ passed: 1, failed: 0 }),
      (error) => ({ passed: 0, failed: 1, output: error.message }),
    )
    return tell(name, result, start)
  }

  const skip = (name, why) => say(`-      ${name}: ${why}`)

  const close = () => {
    const ranNothing = total.passed + total.failed === 0
    if (total.failed > 0 || ranNothing) process.exitCode = 1
    if (total.failed > 0) say(`\n${told.join('\n')}`)
    const spent = total.cpu > 0 ? `, ${total.cpu.toFixed(0)} s of CPU` : ''
    say(`\n${secondsSince(began).toFixed(0)} s in all${spent}`)
    say(`${total.passed} passed, ${total.failed} failed`)
  }

  return { step, own, skip, close }
}

const serverSeconds = (postgres) => (postgres?.pid && cpuSeconds(postgres.pid)) || 0

const secondsSince = (start) => (performance.now() - start) / 1000

function describe(name, result, seconds) {
  const mark = result.failed > 0 ? 'FAILED' : 'ok'
  const columns = [
    mark.padEnd(6),
    name.padEnd(40),
    count(result).padStart(22),
    `${seconds.toFixed(1).padStart(7)} s`,
    ...(result.cpu === undefined ? [] : [`${result.cpu.toFixed(1).padStart(7)} s of CPU`]),
  ]
  return columns.join(' ')
}

const count = ({ passed, failed }) =>
  failed > 0 ? `${passed} passed, ${failed} failed` : `${passed} passed`

const indented = (output) =>
  output
    .trim()
    .split('\n')
    .map((line) => `       ${line}`)
    .join('\n')
