import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asOperator, selectRows } from '@/server/db/tenancy'

/** A release of fewer subjects tells nothing of how far it is: its steps would say how many were touched. */
const FEWEST_SUBJECTS = 100

const Row = z.object({ done: z.coerce.number(), waiting: z.coerce.number() })

/**
 * How far the release under way is, in tenths; null when there is none. Counted against what had been touched when it
 * began, so that no answer sent meanwhile moves it.
 */
export async function readReleaseShare(): Promise<number | null> {
  const [row] = await asOperator((tx) =>
    selectRows(
      tx,
      Row,
      sql`SELECT r.subjects AS done, (
            SELECT count(DISTINCT subject_id) FROM outbox
            WHERE kind = 'subject.touched' AND available_at <= r.started_at) AS waiting
          FROM release r WHERE r.finished_at IS NULL ORDER BY r.no LIMIT 1`,
    ),
  )
  if (!row) return null
  const all = row.done + row.waiting
  return all < FEWEST_SUBJECTS ? 0 : Math.floor((10 * row.done) / all) / 10
}
