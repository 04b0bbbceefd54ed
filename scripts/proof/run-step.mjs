import { spawn } from 'node:child_process'
import { endChild } from '../setup/child.mjs'
import { fromRoot, ROOT } from '../setup/paths.mjs'
import { watchCpu } from './cpu-seconds.mjs'

const running = new Set()

/** Runs a step in a child: what it counted, what it said, and the CPU seconds of all it started. */
export function runStep(name, args, env) {
  const child = spawn(process.execPath, [fromRoot('scripts/proof/step.mjs'), name, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  running.add(child)
  const spent = watchCpu(child.pid)
  let said = ''
  let result
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece) => {
      said += piece
    })
  }
  child.on('message', (message) => {
    result = message
  })
  return new Promise((resolve) => {
    child.on('close', () => {
      running.delete(child)
      const outcome = result ?? { passed: 0, failed: 1, output: said || 'It ended without a word.' }
      resolve({ ...outcome, cpu: spent() })
    })
  })
}

/** Ends every step under way; each ends what it has started. */
export function endSteps() {
  return Promise.all([...running].map((child) => endChild(child)))
}
