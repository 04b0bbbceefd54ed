import { parentPort, workerData } from 'node:worker_threads'
import { reportError } from '@/server/domain/error-report'
import { DomainError } from '@/server/domain/errors'
import type { ThreadMessage } from './thread-message'

type Work<Job> = (job: Job, tell: (part: unknown) => void) => Promise<unknown>

/** A thread's whole life: does its one job, tells how far it is, and says how it ended. */
export async function answerStarter<Job>(work: Work<Job>): Promise<void> {
  const say = (message: ThreadMessage) => parentPort?.postMessage(message)
  try {
    say({ kind: 'done', result: await work(workerData.job, (part) => say({ kind: 'part', part })) })
  } catch (error) {
    say(endOf(error))
  }
}

/** An error loses its kind on the way, and may carry what was asked of the database; a report of it does neither. */
function endOf(error: unknown): ThreadMessage {
  if (error instanceof DomainError) {
    const { code, key, values } = error
    return { kind: 'refused', code, key, values }
  }
  const { name, message, stack } = reportError(error)
  return { kind: 'failed', name, message, stack }
}
