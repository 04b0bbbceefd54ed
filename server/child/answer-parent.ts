import { Worker } from 'node:worker_threads'
import { DomainError } from '@/server/domain/errors'
import type { ChildLine } from './child-answer'

type Work = (job: unknown, bytes: Uint8Array) => Iterable<unknown>

const chunkLength = 64 * 1024

/**
 * The child's whole life: reads one job, a line of JSON and the bytes after it, from its standard
 * input, writes each part that the work gives, and ends. A refusal of the work goes to the parent.
 */
export async function answerParent(work: Work): Promise<void> {
  endWithParent()
  const { job, bytes } = await readJob()
  let waiting = ''
  const write = (line: ChildLine) => {
    waiting += `${JSON.stringify(line)}\n`
    if (waiting.length > chunkLength) flush()
  }
  const flush = () => {
    process.stdout.write(waiting)
    waiting = ''
  }
  try {
    for (const part of work(job, bytes)) write({ kind: 'part', part })
    write({ kind: 'done' })
  } catch (error) {
    write(refusalOf(error))
  }
  flush()
}

/** Nobody watches a child whose server has died, and a busy one notices nothing: a thread beside it does. */
function endWithParent(): void {
  const watch = `const { workerData } = require('node:worker_threads')
    setInterval(() => {
      if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL')
    }, 250)`
  new Worker(watch, { eval: true, execArgv: [], workerData: process.ppid }).unref()
}

async function readJob(): Promise<{ job: unknown; bytes: Uint8Array }> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  const input = Buffer.concat(chunks)
  const end = input.indexOf('\n')
  return { job: JSON.parse(input.toString('utf8', 0, end)), bytes: input.subarray(end + 1) }
}

function refusalOf(error: unknown): ChildLine {
  if (
    error instanceof DomainError &&
    (error.code === 'invalid' || error.code === 'limit_reached')
  ) {
    const { code, key, values, field } = error
    return { kind: 'refused', code, key, values, ...(field === undefined ? {} : { field }) }
  }
  return { kind: 'failed', message: error instanceof Error ? (error.stack ?? '') : String(error) }
}
