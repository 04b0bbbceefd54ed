import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asPublisher, selectRows } from '@/server/db/tenancy'

/** Beside the turn a process takes to look whether something is due. */
const JOB = 'nightly-release'

/**
 * Why a release is due now, or null: a cycle closed, or the day's run has not been made. What somebody withdrew waits
 * for one of these, so that no release tells when it happened (METHOD R7, R13). The day's run is claimed by asking, so two processes never both make it.
 */
export async function dueRelease(now: Date): Promise<'cycle' | 'nightly' | null> {
  const at = sql`${now.toISOString()}::timestamptz`
  return asPublisher(async (tx) => {
    const [urgent] = await selectRows(
      tx,
      z.object({ urgent: z.boolean() }),
      sql`SELECT EXISTS (
            SELECT 1 FROM outbox WHERE kind = 'subject.touched' AND available_at <= ${at}
              AND payload ? 'cycleId') AS urgent`,
    )
    if (urgent?.urgent) return 'cycle'
    const [claimed] = await selectRows(
      tx,
      z.object({ job: z.string() }),
      sql`INSERT INTO job_run (job, ran_at) VALUES (${JOB}, ${at})
          ON CONFLICT (job) DO UPDATE SET ran_at = excluded.ran_at
          WHERE date_trunc('day', job_run.ran_at, 'UTC') < date_trunc('day', excluded.ran_at, 'UTC')
          RETURNING job`,
    )
    return claimed ? 'nightly' : null
  })
}
