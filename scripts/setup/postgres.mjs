import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { aptInstall } from './apt.mjs'
import { endChild, runToEnd } from './child.mjs'
import { PlainError } from './plain-error.mjs'
import { freePort, HOST } from './port.mjs'

const OLDEST = 15
const INSTALLED = '/usr/lib/postgresql'

/**
 * A PostgreSQL to test against: the one TEST_DATABASE_URL names, or a throw-away cluster on
 * loopback. `durable` keeps fsync on, for measurements; `fresh` makes a new cluster in any case.
 */
export async function startPostgres({ durable = false, fresh = false } = {}) {
  const given = process.env.TEST_DATABASE_URL
  if (given && !fresh) return { url: given, stop: async () => {} }
  const programs = await findPrograms()
  if (!programs) {
    throw new PlainError(
      `No PostgreSQL ${OLDEST} or newer was found. Install one, or set TEST_DATABASE_URL.`,
    )
  }
  return startCluster(programs, durable)
}

async function findPrograms() {
  const present = installedPrograms()
  if (present) return present
  await aptInstall(['postgresql'])
  return installedPrograms()
}

export function installedPrograms() {
  const versioned = existsSync(INSTALLED)
    ? readdirSync(INSTALLED)
        .filter((version) => Number(version) >= OLDEST)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(INSTALLED, version, 'bin'))
    : []
  const onPath = (process.env.PATH ?? '').split(delimiter)
  return [...versioned, ...onPath].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  )
}

async function startCluster(programs, durable) {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-postgres-'))
  const person = await unprivileged()
  if (person) chownSync(folder, person.uid, person.gid)
  const options = { cwd: folder, ...person }
  let server
  const stop = async () => {
    if (server) await endChild(server, { signal: 'SIGINT' })
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const made = await runToEnd(
      join(programs, 'initdb'),
      ['-D', folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      options,
    )
    if (made.code !== 0) throw new PlainError(`initdb failed: ${made.output.trim()}`)
    const port = await freePort()
    server = spawn(
      join(programs, 'postgres'),
      ['-D', folder, '-p', String(port), ...settings(durable)],
      { ...options, stdio: 'ignore', detached: true },
    )
    // However the script leaves, the cluster leaves with it.
    process.once('exit', () => server.kill('SIGINT'))
    const url = `postgresql://postgres@${HOST}:${port}/postgres`
    await untilOpen(url, server)
    return { url, pid: server.pid, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function settings(durable) {
  const pairs = {
    listen_addresses: HOST,
    unix_socket_directories: '',
    max_connections: '200',
    ...(durable
      ? { shared_buffers: '1GB', max_wal_size: '4GB' }
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(pairs).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

// PostgreSQL refuses to run as the superuser.
export async function unprivileged() {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    const { code, output } = await runToEnd('id', [name])
    const ids = /uid=(\d+).*?gid=(\d+)/.exec(output)
    if (code === 0 && ids) return { uid: Number(ids[1]), gid: Number(ids[2]) }
  }
  throw new PlainError('PostgreSQL needs an account other than the superuser to run under.')
}

async function untilOpen(url, server) {
  const { Client } = createRequire(import.meta.url)('pg')
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (server.exitCode !== null) break
    const client = new Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await sleep(100)
    }
  }
  throw new PlainError('The throw-away PostgreSQL did not start.')
}
