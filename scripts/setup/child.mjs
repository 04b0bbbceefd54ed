import { spawn } from 'node:child_process'
import { ROOT } from './paths.mjs'

/**
 * Runs a program to its end and collects what it printed.
 * `onOutput` sees each piece as it comes. Resolves for every exit code.
 */
export function runToEnd(command, args, options = {}) {
  const { onOutput, env, ...rest } = options
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      ...rest,
    })
    running.add(child)
    let output = ''
    const take = (piece) => {
      output += piece
      onOutput?.(String(piece))
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', (error) => {
      running.delete(child)
      reject(error)
    })
    child.on('close', (code, signal) => {
      running.delete(child)
      resolve({ code: code ?? (signal ? 128 : 1), output })
    })
  })
}

export const runNode = (args, options) => runToEnd(process.execPath, args, options)

const running = new Set()

/** Ends whatever `runToEnd` still has under way. */
export function endRunning() {
  for (const child of running) child.kill('SIGTERM')
}

/** Ends a child politely, then firmly. Resolves when it is gone. */
export function endChild(child, { signal = 'SIGTERM', patience = 10_000 } = {}) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), patience)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    child.kill(signal)
  })
}
