import { say } from '../setup/plain-error.mjs'

/**
 * Runs named steps one after another, tells each in one line, and counts what passed and failed.
 * A step resolves to `{ passed, failed, output? }`; one that throws counts as one failure.
 */
export function startTally() {
  const total = { passed: 0, failed: 0 }

  const step = async (name, run) => {
    const began = performance.now()
    const result = await run().catch((error) => ({
      passed: 0,
      failed: 1,
      output: error.output ?? error.message,
    }))
    total.passed += result.passed
    total.failed += result.failed
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    const mark = result.failed > 0 ? 'FAILED' : 'ok'
    say(
      `${mark.padEnd(6)} ${name.padEnd(44)} ${count(result).padStart(22)} ${seconds.padStart(7)} s`,
    )
    if (result.failed > 0 && result.output) say(tail(result.output))
    return result.failed === 0
  }

  const skip = (name, why) => say(`-      ${name}: ${why}`)

  const close = () => {
    const ranNothing = total.passed + total.failed === 0
    if (total.failed > 0 || ranNothing) process.exitCode = 1
    say(`\n${total.passed} passed, ${total.failed} failed`)
  }

  return { step, skip, close }
}

const count = ({ passed, failed }) =>
  failed > 0 ? `${passed} passed, ${failed} failed` : `${passed} passed`

const tail = (output) =>
  output
    .trim()
    .split('\n')
    .slice(-60)
    .map((line) => `       ${line}`)
    .join('\n')
