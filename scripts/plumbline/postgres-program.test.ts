import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findProgram, runProgram, withoutPassword } from './postgres-program'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-programs-'))
  for (const version of ['15.18', '17.2', '18.1']) {
    mkdirSync(join(folder, version))
    script(join(version, 'pg_dump'), `echo 'pg_dump (PostgreSQL) ${version} (Debian)'`)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const script = (name: string, line: string) =>
  writeFileSync(join(folder, name), `#!/bin/sh\n${line}\n`, { mode: 0o755 })
const folders = (...versions: string[]) => versions.map((version) => join(folder, version))

test('the oldest program that is not older than the server is taken', async () => {
  const all = folders('18.1', '15.18', '17.2', 'nothing')
  expect((await findProgram('pg_dump', 15, all)).path).toContain('15.18')
  expect((await findProgram('pg_dump', 16, all)).path).toContain('17.2')
})

test('a program that is missing or older than the server is said in words', async () => {
  await expect(findProgram('pg_dump', 17, folders('15.18'))).rejects.toThrow(
    'pg_dump is version 15, older than PostgreSQL 17. Install the client programs of version 17 or newer.',
  )
  await expect(findProgram('pg_restore', 17, folders('15.18'))).rejects.toThrow(
    "pg_restore was not found. Install PostgreSQL's client programs, version 17 or newer.",
  )
})

test('a password goes by the environment, never by the command line', () => {
  const { address, env } = withoutPassword(
    'postgres://ann:p%40ss@db:5433/site?sslmode=require&application_name=x&max=3',
  )
  expect(address).toBe('postgres://ann@db:5433/site?sslmode=require&application_name=x')
  expect(env.PGPASSWORD).toBe('p@ss')
  const asked = withoutPassword('postgres://ann@db/site?password=secret')
  expect(asked.address).toBe('postgres://ann@db/site')
  expect(asked.env.PGPASSWORD).toBe('secret')
})

test('a program is given no secret of the site, and what it says last is the error', async () => {
  process.env.AUTH_SECRET = 'a-secret-of-the-site'
  script('tell', 'echo "secret: $AUTH_SECRET" >&2; echo "to: $*" >&2; exit 1')
  const run = runProgram(join(folder, 'tell'), ['--format=custom'], {
    url: 'postgres://ann:p%40ss@db/site',
    signal: new AbortController().signal,
    stdout: 'ignore',
  })
  await expect(run).rejects.toThrow(
    /^secret: \nto: --format=custom --dbname=postgres:\/\/ann@db\/site$/,
  )
  delete process.env.AUTH_SECRET
})

test('a program that is interrupted is ended', async () => {
  script('wait', 'exec sleep 60')
  const controller = new AbortController()
  const run = runProgram(join(folder, 'wait'), [], {
    url: 'postgres://ann@db/site',
    signal: controller.signal,
    stdout: 'ignore',
  })
  controller.abort()
  await expect(run).rejects.toThrow('Interrupted.')
})
