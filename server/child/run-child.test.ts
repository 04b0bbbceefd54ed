import { spawn } from 'node:child_process'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { DomainError } from '@/server/domain/errors'
import { refusal } from '@/server/testing/refusal'
import { type ChildLimits, runChild } from './run-child'

const MIB = 2 ** 20

async function run(job: string, limits: Partial<ChildLimits> = {}, bytes = new Uint8Array()) {
  const parts: unknown[] = []
  const child = { entry: './server/testing/unruly-child.ts', job, bytes, limits }
  await runChild(child, (part) => parts.push(part))
  return parts
}

/** A server that starts a child which is busy for ever, and is killed. */
const dyingServer = `
  const { spawn } = require('node:child_process')
  const run = ['--require', 'tsx/cjs', '--input-type=commonjs', '--eval', 'require(process.argv[1])']
  const child = spawn(process.execPath, [...run, './server/testing/unruly-child.ts'])
  child.stdin.end('"spin"\\n')
  child.stdout.once('data', (chunk) => {
    process.stdout.write(chunk, () => process.kill(process.pid, 'SIGKILL'))
  })`

const isGone = (pid: number) => {
  try {
    process.kill(pid, 0)
    return false
  } catch {
    return true
  }
}

describe('a child', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('gets every byte and answers in parts', async () => {
    const text = `ä\n"🧵${'x'.repeat(300_000)}`
    expect(await run('echo', {}, new TextEncoder().encode(text))).toEqual([text, { again: true }])
  })

  it('knows none of the settings of the server', async () => {
    for (const name of ['DATABASE_URL', 'AUTH_SECRET', 'SMTP_URL', 'NODE_OPTIONS']) {
      vi.stubEnv(name, '')
    }
    expect(await run('settings')).toEqual([['NODE_ENV']])
  })

  it('refuses in its own words, with the field it is about', async () => {
    await expect(run('refuse')).rejects.toMatchObject({
      ...{ name: 'DomainError', code: 'limit_reached', field: 'file' },
      key: 'tables.mostColumns',
    })
  })

  it.each(['buffers', 'heap'])('is killed when its %s grow without end', async (what) => {
    const refused = run(what, { memory: 64 * MIB })
    await expect(refused).rejects.toBeInstanceOf(DomainError)
    await expect(refused).rejects.toThrow(refusal('files.holdsTooMuch'))
  })

  it('ends by itself when its heap is full before it is killed', async () => {
    await expect(run('heap', { memory: 2000 * MIB })).rejects.toThrow(refusal('files.holdsTooMuch'))
  })

  it('is killed when it takes too long, and is gone', async () => {
    let pid = 0
    const child = {
      ...{ entry: './server/testing/unruly-child.ts', job: 'spin', bytes: new Uint8Array() },
      limits: { milliseconds: 12_000 },
    }
    const refused = runChild(child, (part) => {
      pid = Number(part)
    })
    await expect(refused).rejects.toThrow(refusal('files.tookTooLong'))
    expect(pid).toBeGreaterThan(0)
    await vi.waitFor(() => expect(isGone(pid)).toBe(true), 10_000)
  })

  it('does not outlive the server that started it', async () => {
    const server = spawn(process.execPath, ['--input-type=commonjs', '--eval', dyingServer], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const line = await new Promise<string>((resolve) => {
      server.stdout.once('data', (chunk) => resolve(String(chunk)))
    })
    const { part } = z.object({ part: z.number() }).parse(JSON.parse(line))
    await vi.waitFor(() => expect(isGone(part)).toBe(true), 20_000)
  })

  it('is killed when it answers without end', async () => {
    await expect(run('chatter', { output: MIB })).rejects.toThrow(refusal('files.holdsTooMuch'))
  })

  it.each(['fail', 'leave', 'babble'])('that does %s leaves a sentence to act on', async (what) => {
    const refused = run(what)
    await expect(refused).rejects.toMatchObject({ name: 'DomainError', code: 'invalid' })
    await expect(refused).rejects.toThrow(refusal('files.unreadable'))
  })

  it('waits for its place, not for ever, and the place comes free again', async () => {
    const two = [run('spin', { milliseconds: 6_000 }), run('spin', { milliseconds: 6_000 })]
    const ends = Promise.allSettled(two)
    await expect(run('echo', { waits: 50 })).rejects.toMatchObject({
      code: 'limit_reached',
      key: 'limits.readingMany',
    })
    expect(await run('echo', { waits: 20_000 })).toEqual(['', { again: true }])
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })
})
