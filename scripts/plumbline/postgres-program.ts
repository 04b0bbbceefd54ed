import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { say } from './command'

const INSTALLED = '/usr/lib/postgresql'

export type Program = { path: string; major: number }

/** The oldest installed program that is not older than what it has to work with. */
export async function findProgram(
  name: 'pg_dump' | 'pg_restore',
  atLeast: number,
  folders = programFolders(),
): Promise<Program> {
  const paths = folders.map((folder) => join(folder, name)).filter((path) => existsSync(path))
  const found = await Promise.all(paths.map(async (path) => ({ path, major: await majorOf(path) })))
  const fitting = found
    .filter(({ major }) => major >= atLeast)
    .sort((a, b) => a.major - b.major)
    .at(0)
  if (fitting) return fitting
  if (found.length === 0) throw new Error(say('backup.noProgram', { program: name, atLeast }))
  const version = Math.max(...found.map(({ major }) => major))
  throw new Error(say('backup.oldProgram', { program: name, version, atLeast }))
}

/** Runs one of PostgreSQL's programs to its end. The password goes by its environment, where other accounts cannot see it. */
export async function runProgram(
  program: string,
  args: string[],
  { url, signal, stdout }: { url: string; signal: AbortSignal; stdout: number | 'ignore' },
): Promise<void> {
  const { address, env } = withoutPassword(url)
  const child = spawn(program, [...args, `--dbname=${address}`], {
    env,
    signal,
    stdio: ['ignore', stdout, 'pipe'],
  })
  let said = ''
  child.stderr?.on('data', (piece) => {
    said = `${said}${piece}`.slice(-10_000)
  })
  await new Promise<void>((resolve, reject) => {
    // An abort reports its error before the program is gone.
    let failure: Error | undefined
    child.once('error', (error) => {
      failure = error
      if (child.pid === undefined) reject(error)
    })
    child.once('close', (code) => {
      if (signal.aborted) reject(new Error(say('backup.interrupted')))
      else if (failure ?? code !== 0) reject(failure ?? new Error(lastLines(said)))
      else resolve()
    })
  })
}

/** The address as PostgreSQL's programs take it, and the environment that holds what it must not show. */
export function withoutPassword(url: string): {
  address: string
  env: NodeJS.ProcessEnv
} {
  const address = new URL(url)
  const password = address.searchParams.get('password') ?? decodeURIComponent(address.password)
  address.password = ''
  for (const name of [...address.searchParams.keys()]) {
    if (!understood.has(name)) address.searchParams.delete(name)
  }
  return {
    address: address.href,
    env: {
      NODE_ENV: process.env.NODE_ENV,
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LC_ALL: 'C.UTF-8',
      ...(process.env.PGPASSFILE ? { PGPASSFILE: process.env.PGPASSFILE } : {}),
      ...(password ? { PGPASSWORD: password } : {}),
    },
  }
}

const understood = new Set([
  'host',
  'port',
  'user',
  'dbname',
  'options',
  'application_name',
  'connect_timeout',
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'channel_binding',
  'target_session_attrs',
])

function programFolders(): string[] {
  const versioned = existsSync(INSTALLED)
    ? readdirSync(INSTALLED).map((version) => join(INSTALLED, version, 'bin'))
    : []
  return [...versioned, ...(process.env.PATH ?? '').split(delimiter).filter(Boolean)]
}

function majorOf(program: string): Promise<number> {
  return new Promise((resolve) => {
    let said = ''
    const child = spawn(program, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] })
    child.stdout.on('data', (piece) => {
      said += piece
    })
    child.once('error', () => resolve(0))
    child.once('close', () => resolve(Number(/\(PostgreSQL\) (\d+)/.exec(said)?.[1] ?? 0)))
  })
}

function lastLines(said: string): string {
  return said.trim().split('\n').slice(-5).join('\n') || say('backup.silent')
}
