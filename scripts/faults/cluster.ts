import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { freePort, HOST } from '../setup/port.mjs'
import { installedPrograms, unprivileged } from '../setup/postgres.mjs'

const TMPFS = '400m'

export type Cluster = {
  url: string
  port: number
  start(): Promise<void>
  /** SIGKILL: as when the machine takes the process away. */
  kill(): Promise<void>
  /** SIGQUIT stops without a checkpoint, SIGINT in order. */
  end(signal: 'SIGQUIT' | 'SIGINT'): Promise<void>
  /** Leaves no byte free where the data lies; only on a disk of its own. */
  fillDisk(): Promise<void>
  emptyDisk(): void
}

/**
 * A cluster of its own that can be ill-treated; `smallDisk` lays it on a memory disk, which the superuser alone can
 * make. `undo` learns how to remove it before there is anything to remove.
 */
export async function makeCluster({
  smallDisk,
  undo,
}: {
  smallDisk: boolean
  undo: (() => Promise<void>)[]
}): Promise<Cluster> {
  const programs = foundPrograms()
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-faults-'))
  const person = await unprivileged()
  const data = join(folder, 'data')
  const ballast = join(folder, 'ballast')
  let server: ChildProcess | undefined
  let mounted = false
  let removed = false

  // What a killed server leaves behind may hold its memory for a moment, and a full disk its start for longer.
  async function start(): Promise<void> {
    for (const deadline = Date.now() + 30_000; Date.now() < deadline && !removed; await sleep(50)) {
      if (!server || server.exitCode !== null || server.signalCode !== null) {
        server = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
          cwd: folder,
          ...person,
          stdio: 'ignore',
          detached: true,
        })
      }
      if (await answers(url)) return
    }
    throw new Error('The cluster did not start.')
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const stopped = server
    server = undefined
    if (!stopped || stopped.exitCode !== null || stopped.signalCode !== null) return
    const gone = once(stopped, 'exit')
    stopped.kill(signal)
    await gone
  }

  async function remove(): Promise<void> {
    removed = true
    await end('SIGQUIT')
    if (mounted) {
      // What a killed server leaves behind still holds the disk for a moment.
      for (let attempt = 0; attempt < 100 && mounted; attempt += 1) {
        try {
          execFileSync('umount', [folder], { stdio: 'ignore' })
          mounted = false
        } catch {
          await sleep(100)
        }
      }
    }
    rmSync(folder, { recursive: true, force: true })
  }

  const port: number = await freePort()
  const url = `postgresql://postgres@${HOST}:${port}/postgres`
  undo.push(remove)
  if (smallDisk) {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${TMPFS}`, 'plumbline-faults', folder], {
      stdio: 'ignore',
    })
    mounted = true
  }
  mkdirSync(data, { mode: 0o700 })
  if (person) for (const path of [folder, data]) chownSync(path, person.uid, person.gid)
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { cwd: folder, ...person, stdio: 'ignore' },
  )
  await start()
  return {
    url,
    port,
    start,
    kill: () => end('SIGKILL'),
    end,
    async fillDisk() {
      const file = openSync(ballast, 'w')
      try {
        for (const size of [1 << 20, 1 << 12]) fill(file, size)
      } finally {
        closeSync(file)
      }
      // Small writes still fit into what the server has laid by; its log's next part does not.
      await ask(url, 'SELECT pg_switch_wal()').catch(() => undefined)
    },
    emptyDisk: () => rmSync(ballast, { force: true }),
  }
}

/** Whether a disk of its own can be made here: the superuser may, but not in every container. */
export function canMakeSmallDisk(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-faults-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'plumbline-faults', folder], {
      stdio: 'ignore',
    })
    execFileSync('umount', [folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  } finally {
    rmdirSync(folder)
  }
}

export function postgresVersion(): string {
  const said = execFileSync(join(foundPrograms(), 'postgres'), ['--version'], { encoding: 'utf8' })
  return /[\d.]+/.exec(said)?.[0] ?? 'of an unknown version'
}

function foundPrograms(): string {
  const programs = installedPrograms()
  if (programs) return programs
  throw new Error('No PostgreSQL was found.')
}

const settings = Object.entries({
  listen_addresses: HOST,
  unix_socket_directories: '',
  max_connections: '100',
  max_wal_size: '64MB',
  min_wal_size: '32MB',
}).flatMap(([name, value]) => ['-c', `${name}=${value}`])

function fill(file: number, size: number): void {
  const piece = Buffer.alloc(size)
  try {
    for (;;) writeSync(file, piece)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  }
}

async function answers(url: string): Promise<boolean> {
  return ask(url, 'SELECT 1').then(
    () => true,
    () => false,
  )
}

/** Runs one statement on a connection of its own. */
export async function ask(
  url: string,
  statement: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(statement, values)).rows
  } finally {
    await client.end()
  }
}
