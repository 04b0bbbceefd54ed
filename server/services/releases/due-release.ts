import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asPublisher, selectRows } from '@/server/db/tenancy'

/** Beside the turn a process takes to look whether something is due. */
const JOB = 'nightly-release'

/**
 * Whether the night's release is due. Nothing is published between two nights, whatever is sent, closed, confirmed or
 * withdrawn, so that no release tells when it happened (METHOD R5, R7, R13). It is claimed by asking, so two processes
 * never both make it.
 */
export async function isReleaseDue(now: Date): Promise<boolean> {
  const at = sql`${now.toISOString()}::timestamptz`
  const claimed = await asPublisher((tx) =>
    selectRows(
      tx,
      z.object({ job: z.string() }),
      sql`INSERT INTO job_run (job, ran_at) VALUES (${JOB}, ${at})
          ON CONFLICT (job) DO UPDATE SET ran_at = excluded.ran_at
          WHERE date_trunc('day', job_run.ran_at, 'UTC') < date_trunc('day', excluded.ran_at, 'UTC')
          RETURNING job`,
    ),
  )
  return claimed.length > 0
}
