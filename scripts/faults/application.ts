import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, HOST } from '../setup/port.mjs'
import { startServer } from '../setup/server.mjs'

export type Application = {
  origin: string
  start(): Promise<void>
  signal(signal: NodeJS.Signals): void
  /** Sends the signal and waits until the process is gone; one that takes too long is killed. */
  end(signal: NodeJS.Signals): Promise<void>
  /** Whether a process had to be killed since this was asked last. */
  wasKilled(): boolean
  /** Seconds until it says it is ready, or null when it does not within a minute. */
  untilReady(): Promise<number | null>
}

/** How long the application may take to finish what is under way. */
const DRAIN = 30_000

/** The production build over a database that it reaches by the addresses given. */
export async function makeApplication(addresses: {
  app: string
  owner: string
  log: string
  secret: string
}): Promise<Application> {
  const port: number = await freePort()
  const origin = `http://${HOST}:${port}`
  let child: ChildProcess | undefined
  let killed = false
  const env = {
    PLUMBLINE_DEMO: '0',
    DATABASE_URL: addresses.app,
    DATABASE_OWNER_URL: addresses.owner,
    DATABASE_READER_URL: '',
    AUTH_SECRET: addresses.secret,
    APP_URL: origin,
    SMTP_URL: '',
    LOG_LEVEL: 'error',
  }
  return {
    origin,
    async start() {
      child = (await startServer({ port, env, log: addresses.log })).child
    },
    signal: (signal) => child?.kill(signal),
    async end(signal) {
      const ended = child
      child = undefined
      if (!ended || ended.exitCode !== null || ended.signalCode !== null) return
      const gone = once(ended, 'exit')
      ended.kill(signal)
      const inTime = await Promise.race([gone.then(() => true), sleep(DRAIN, false)])
      if (!inTime) {
        killed = true
        ended.kill('SIGKILL')
      }
      await gone
    },
    wasKilled() {
      const was = killed
      killed = false
      return was
    },
    async untilReady() {
      const began = performance.now()
      while (performance.now() - began < 60_000) {
        if (await isReady(origin)) return (performance.now() - began) / 1000
        await sleep(100)
      }
      return null
    },
  }
}

async function isReady(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}
