import { Worker } from 'node:worker_threads'
import { DomainError } from '@/server/domain/errors'
import { log } from '@/server/log'
import type { ThreadMessage } from './thread-message'

// The bundler knows nothing of the entry: it is read from the project's folder, as a child's is.
const runsEntry = "require(require('node:worker_threads').workerData.entry)"

export type Thread = {
  /** The file that is run, as `./…` from the project's root: no bundler knows of it. */
  entry: string
  /** What it is to do: anything that can be cloned. */
  job: unknown
  /** What its heap may hold; a thread that needs more ends, and this process does not. */
  heapMiB: number
  /** Ends it at once, wherever it is. */
  stop?: AbortSignal | undefined
}

/**
 * Does heavy work of our own in a thread with a heap, connections and settings of its own, so that this one goes on
 * answering. `take` gets what it tells on its way. Its refusals come back as they were; anything else that ends it is
 * an error, and logged.
 */
export async function runThread(thread: Thread, take: (part: unknown) => void): Promise<unknown> {
  const { entry, job, heapMiB, stop } = thread
  stop?.throwIfAborted()
  const worker = new Worker(runsEntry, {
    eval: true,
    execArgv: ['--require', 'tsx/cjs'],
    workerData: { entry, job },
    resourceLimits: { maxOldGenerationSizeMb: heapMiB, maxYoungGenerationSizeMb: 24 },
  })
  let end = () => {}
  try {
    return await new Promise<unknown>((resolve, reject) => {
      end = () => reject(stop?.reason)
      stop?.addEventListener('abort', end)
      worker.on('message', (message: ThreadMessage) => {
        if (message.kind === 'part') take(message.part)
        else if (message.kind === 'done') resolve(message.result)
        else reject(errorOf(message))
      })
      worker.once('error', reject)
      worker.once('exit', (code) => reject(new Error(`The thread ended with ${code}.`)))
    })
  } catch (error) {
    if (!stop?.aborted) log.warn({ entry, err: error }, 'a thread did not finish')
    throw error
  } finally {
    stop?.removeEventListener('abort', end)
    await worker.terminate()
  }
}

function errorOf(message: Extract<ThreadMessage, { kind: 'refused' | 'failed' }>): Error {
  if (message.kind === 'refused') {
    return new DomainError(message.code, message.key, { values: message.values })
  }
  const error = new Error(message.message)
  return Object.assign(error, { name: message.name, stack: message.stack ?? error.stack })
}
