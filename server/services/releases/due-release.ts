import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asPublisher, selectRows } from '@/server/db/tenancy'

/** The night whose release was begun last; beside the turn a process takes to look whether something is due. */
const NIGHT = 'nightly-release'

/** When whoever makes it was last heard of; there is no such row once it is made. */
const MAKER = 'nightly-release-maker'

/** Whoever makes a release says so more often than this; after it another process takes the release up. */
const SILENCE_MINUTES = 10

const Taken = z.object({ moment: z.coerce.date() })

/**
 * The moment of the night's release, if it is for this process to make, or to take up where another was stopped. Nothing
 * is published between two nights, whatever is sent, closed, confirmed or withdrawn, so that no release tells when it
 * happened (METHOD R5, R7, R13): one that is taken up is made as of the moment it was begun. It is claimed by asking,
 * so two processes never both make it.
 */
export async function takeNight(now: Date): Promise<Date | null> {
  const at = sql`${now.toISOString()}::timestamptz`
  const silent = sql`now() - make_interval(mins => ${SILENCE_MINUTES})`
  return asPublisher(async (tx) => {
    const [left] = await selectRows(
      tx,
      Taken,
      sql`UPDATE job_run m SET ran_at = now() FROM job_run n
          WHERE m.job = ${MAKER} AND m.ran_at <= ${silent} AND n.job = ${NIGHT}
          RETURNING n.ran_at AS moment`,
    )
    if (left) return left.moment
    const [night] = await selectRows(
      tx,
      Taken,
      sql`INSERT INTO job_run (job, ran_at) VALUES (${NIGHT}, ${at})
          ON CONFLICT (job) DO UPDATE SET ran_at = excluded.ran_at
          WHERE date_trunc('day', job_run.ran_at, 'UTC') < date_trunc('day', excluded.ran_at, 'UTC')
            AND NOT EXISTS (SELECT 1 FROM job_run m WHERE m.job = ${MAKER} AND m.ran_at > ${silent})
          RETURNING ran_at AS moment`,
    )
    if (!night) return null
    await tx.execute(sql`INSERT INTO job_run (job, ran_at) VALUES (${MAKER}, now())
      ON CONFLICT (job) DO UPDATE SET ran_at = now()`)
    return night.moment
  })
}

/** Says that the night's release is still being made here. */
export async function keepNight(): Promise<void> {
  await asPublisher((tx) => tx.execute(sql`UPDATE job_run SET ran_at = now() WHERE job = ${MAKER}`))
}

/** Leaves the night's release to whoever asks next: this process stops before it is made. */
export async function leaveNight(): Promise<void> {
  await asPublisher((tx) =>
    tx.execute(sql`UPDATE job_run SET ran_at = '-infinity' WHERE job = ${MAKER}`),
  )
}

/** The night's release is made, with all that is done beside it. */
export async function endNight(): Promise<void> {
  await asPublisher((tx) => tx.execute(sql`DELETE FROM job_run WHERE job = ${MAKER}`))
}
