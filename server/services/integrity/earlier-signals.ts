import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { SIGNALS } from '@/server/domain/method/integrity'

const Earlier = z.object({
  subjectId: z.string(),
  ratingId: z.string(),
  signals: z.array(z.enum(SIGNALS)),
})

/**
 * Signals of holds that nobody has accepted, on what the same rater sent before of the same credential in the same
 * cycle: they hold what is sent in its place too, or sending again would be a way past the review.
 */
export function earlierSignals(
  tx: Transaction,
  arrivals: readonly { subjectId: string; ratingId: string }[],
): Promise<z.infer<typeof Earlier>[]> {
  return selectRows(
    tx,
    Earlier,
    sql`SELECT t.subject_id AS "subjectId", t.rating_id AS "ratingId", jsonb_agg(DISTINCT g.signal) AS signals
        FROM answer_trace t
        JOIN integrity_hold h ON h.subject_id = t.subject_id AND h.rater_id = t.rater_id
          AND h.cycle_id = t.cycle_id AND h.rating_id <> t.rating_id AND h.state <> 'accepted'
        CROSS JOIN LATERAL jsonb_array_elements_text(h.signals) AS g (signal)
        WHERE (t.subject_id, t.rating_id) IN (${sql.join(
          arrivals.map((each) => sql`(${each.subjectId}::uuid, ${each.ratingId}::uuid)`),
          sql`, `,
        )})
        GROUP BY 1, 2`,
  )
}
