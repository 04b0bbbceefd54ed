import { z } from 'zod'
import { runThread } from '@/server/child/run-thread'
import type { ReleaseTrigger } from '@/server/domain/method/release-triggers'
import { env } from '@/server/env'
import type { Context } from '@/server/services/context'
import { lookAndRelease } from './look-and-release'
import { followRelease } from './release-here'
import { ReleaseReport } from './run-release'

export type ReleaseJob = { ctx: Context; trigger: ReleaseTrigger }

/** Beside what the site itself holds, and what the database's answers take outside the heap. */
const HEAP_MIB = 192

/**
 * A release made beside other work of this process. On PostgreSQL it runs whole in a thread: whatever becomes of it,
 * the process goes on, and the release can be taken up. The embedded database lives in this thread and has one
 * connection, so there it runs here, and lets others go first between two items.
 * @param stop ends it; what it has not committed is undone
 */
export function releaseApart(
  ctx: Context,
  trigger: ReleaseTrigger,
  stop?: AbortSignal,
): Promise<ReleaseReport> {
  return followRelease(async (progress) => {
    if (!env().DATABASE_URL) {
      return lookAndRelease(ctx, {
        trigger,
        progress(done) {
          stop?.throwIfAborted()
          progress(done)
        },
      })
    }
    const job: ReleaseJob = { ctx, trigger }
    const thread = { entry: './server/services/releases/release-thread.ts', job, stop }
    return ReleaseReport.parse(
      await runThread({ ...thread, heapMiB: HEAP_MIB }, (part) => progress(Part.parse(part))),
    )
  })
}

const Part = z.object({
  step: z.enum(['subject', 'finish']),
  subjects: z.number().int(),
  versions: z.number().int(),
})
