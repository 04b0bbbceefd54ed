import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { DomainError, type RefusalKey } from '@/server/domain/errors'
import type { Json } from '@/server/domain/json'
import { log } from '@/server/log'
import { ChildLine } from './child-answer'
import { residentMemory } from './resident-memory'
import { takePlace } from './take-place'

const MIB = 2 ** 20

// Half the processor time of `--import tsx`, which needs a thread for itself.
const runsTypeScript = [
  ...['--require', 'tsx/cjs'],
  ...['--input-type=commonjs', '--eval', 'require(process.argv[1])'],
]

/** What one child may use (SECURITY R23). */
export const childLimits = {
  /** Resident, above what the runtime holds before it reads anything. */
  memory: 256 * MIB,
  milliseconds: 60_000,
  /** What it may write: more than a full table needs. */
  output: 192 * MIB,
  /** How long it waits for one of the places. */
  waits: 20_000,
}
export type ChildLimits = typeof childLimits

// Node with tsx and the domain's words: measured at 68 to 86 MiB.
const runtime = 90 * MIB
const lookEvery = 25
// Under what may be resident, so that the heap is cleared up before the child is killed for it.
const heap = ['--max-old-space-size=224', '--max-semi-space-size=4']

export type Child = {
  /** The file that is run, as `./…` from the project's root: no bundler knows of it. */
  entry: string
  job: Json
  bytes: Uint8Array
  limits?: Partial<ChildLimits>
}

/**
 * Works on bytes nobody has looked at in a process of its own, which is killed when it takes too
 * much memory or too long. `take` gets the parts it answers with, in order, while it runs; they
 * count only once this returns. Its refusals, and its end before that, are sentences for whoever
 * sent the bytes. The child has no secrets, and only so many run at once.
 */
export async function runChild(child: Child, take: (part: unknown) => void): Promise<void> {
  const limits = { ...childLimits, ...child.limits }
  const leave = await takePlace(limits.waits)
  try {
    await watched(child, limits, take)
  } finally {
    leave()
  }
}

type Stopped = 'memory' | 'time' | 'output'
type End = { line: ChildLine } | { stopped: Stopped } | { gone: string } | { strange: string }

async function watched(
  child: Child,
  limits: ChildLimits,
  take: (part: unknown) => void,
): Promise<void> {
  const started = start(child.entry)
  const timers: NodeJS.Timeout[] = []
  let said = ''
  started.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2000)
  })
  try {
    const end = await new Promise<End>((resolve, reject) => {
      const stop = (stopped: Stopped) => resolve({ stopped })
      timers.push(setTimeout(stop, limits.milliseconds, 'time'))
      timers.push(setInterval(() => void watchMemory(started, limits, stop), lookEvery))
      const read = readLines(started.stdout, limits.output, (text) => {
        const line = ChildLine.parse(JSON.parse(text))
        if (line.kind === 'part') take(line.part)
        else resolve({ line })
      }).then(
        (whole) => (whole ? undefined : stop('output')),
        (error) => resolve({ strange: String(error).slice(0, 2000) }),
      )
      started.once('error', reject)
      started.once('close', (code, signal) => {
        void read.then(() => resolve({ gone: signal ?? String(code) }))
      })
      feed(started.stdin, child)
    })
    judge(end, { entry: child.entry, said })
  } finally {
    for (const timer of timers) clearTimeout(timer)
    started.kill('SIGKILL')
  }
}

function start(entry: string): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [...heap, ...runsTypeScript, entry], {
    // None of the server's settings: whoever breaks the child finds no secret in it.
    env: { NODE_ENV: 'production' },
    stdio: 'pipe',
  })
}

function feed(input: Writable, { job, bytes }: Child): void {
  // A child that is killed while it reads closes its input; how it ended is told elsewhere.
  input.on('error', () => undefined)
  input.write(`${JSON.stringify(job)}\n`)
  input.end(bytes)
}

async function watchMemory(
  { pid }: ChildProcess,
  limits: ChildLimits,
  stop: (stopped: Stopped) => void,
): Promise<void> {
  const resident = pid === undefined ? null : await residentMemory(pid)
  if (resident !== null && resident > runtime + limits.memory) stop('memory')
}

/** Gives each line of a stream; false when there is more of it than `most` bytes. */
async function readLines(
  stream: Readable,
  most: number,
  take: (line: string) => void,
): Promise<boolean> {
  let begun: Buffer[] = []
  let length = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > most) return false
    let from = 0
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
      take(Buffer.concat([...begun, chunk.subarray(from, end)]).toString())
      begun = []
      from = end + 1
    }
    begun.push(chunk.subarray(from))
  }
  return true
}

/** Returns when the child has done all of its work; else throws why not, in words. */
function judge(end: End, about: { entry: string; said: string }): void {
  if ('line' in end && end.line.kind === 'done') return
  if ('line' in end && end.line.kind === 'refused') {
    const { code, key, values, field } = end.line
    throw new DomainError(code, key, { values, ...(field === undefined ? {} : { field }) })
  }
  log.warn({ ...about, ...end }, 'a child did not finish')
  if ('stopped' in end && end.stopped === 'time') {
    throw refused('files.tookTooLong')
  }
  // The runtime ends itself by SIGABRT when its heap is full.
  if ('stopped' in end || ('gone' in end && end.gone === 'SIGABRT')) {
    throw refused('files.holdsTooMuch')
  }
  throw new DomainError('invalid', 'files.unreadable', { field: 'file' })
}

function refused(key: RefusalKey): DomainError {
  return new DomainError('limit_reached', key, { field: 'file' })
}
