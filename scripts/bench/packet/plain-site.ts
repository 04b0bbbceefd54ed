import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freePort, HOST } from '../../setup/port.mjs'
import type { Served } from '../flood/site'

/** The plain form in a process of its own, on the same database. */
export async function servePlainForm(url: string): Promise<Served> {
  const port = await freePort()
  const script = fileURLToPath(new URL('plain-form.mjs', import.meta.url))
  const child = spawn(process.execPath, [script, url, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return {
    origin: `http://${HOST}:${port}`,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
