import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { endChild } from './child.mjs'
import { fromRoot, ROOT } from './paths.mjs'
import { PlainError } from './plain-error.mjs'
import { HOST } from './port.mjs'

/** Starts the built application on loopback and waits until it says it is ready. */
export async function startServer({ port, env, log, patience = 60_000 }) {
  mkdirSync(dirname(log), { recursive: true })
  const out = openSync(log, 'w')
  const leash = pathToFileURL(fromRoot('scripts/setup/leave-with-parent.mjs')).href
  const child = spawn(
    process.execPath,
    ['--import', leash, fromRoot('scripts/serve.mjs'), '-H', HOST, '-p', String(port)],
    {
      cwd: ROOT,
      stdio: ['ignore', out, out],
      // A terminal's Ctrl-C goes to the script alone, which then ends the server in order.
      detached: true,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...env },
    },
  )
  closeSync(out)
  const stop = () => endChild(child)
  try {
    await untilReady(child, `http://${HOST}:${port}/readyz`, log, patience)
  } catch (error) {
    await stop()
    throw error
  }
  return { child, stop }
}

async function untilReady(child, address, log, patience) {
  const deadline = Date.now() + patience
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new PlainError(`The server stopped while starting: ${lastWords(log)}`)
    }
    if (await answers(address)) return
    await sleep(100)
  }
  throw new PlainError(`The server was not ready after ${patience / 1000} s; ${log} says more.`)
}

async function answers(address) {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(5_000) })
    return response.ok
  } catch {
    return false
  }
}

function lastWords(log) {
  const lines = readFileSync(log, 'utf8').trim().split('\n')
  const error = lines.findLast((line) => /error|refus|lock|in use/i.test(line)) ?? lines.at(-1)
  return error?.trim().slice(0, 300) || `${log} is empty.`
}
