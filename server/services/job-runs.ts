import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asCourier, selectRows } from '@/server/db/tenancy'

/**
 * Takes a recurring job's turn when it is due, for one process only: two servers that ask at the
 * same time get one yes.
 */
export async function takeTurn(job: string, everySeconds: number): Promise<boolean> {
  const rows = await asCourier((tx) =>
    selectRows(
      tx,
      z.object({ job: z.string() }),
      sql`INSERT INTO job_run (job, ran_at) VALUES (${job}, now())
          ON CONFLICT (job) DO UPDATE SET ran_at = now()
          WHERE job_run.ran_at <= now() - make_interval(secs => ${everySeconds})
          RETURNING job`,
    ),
  )
  return rows.length > 0
}
