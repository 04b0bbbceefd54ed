import { sql } from 'drizzle-orm'
import type { Transaction } from '@/server/db/tenancy'

/**
 * What a rater said of importance in a cycle shares the fate of what it said there last of credentials: held while any
 * of it is, and rejected when some of it was. Importance is asked once a cycle, so no earlier row may speak instead.
 */
export async function settleStatements(
  tx: Transaction,
  of: { raterId: string; cycleId: string | null },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    UPDATE requirement_statement q SET review = h.review,
      held_until = CASE WHEN q.review IS NOT NULL AND h.review IS NULL AND q.held_until IS DISTINCT FROM 'infinity'
        THEN ${now.toISOString()}::timestamptz ELSE q.held_until END
    FROM (SELECT CASE WHEN bool_or(state = 'held') THEN 'held' WHEN bool_or(state = 'rejected') THEN 'rejected' END
            AS review
          FROM (SELECT DISTINCT ON (subject_id) state FROM integrity_hold
                WHERE rater_id = ${of.raterId} AND cycle_id = ${of.cycleId} AND state <> 'gone'
                ORDER BY subject_id, raised_at DESC) latest) h
    WHERE q.rater_id = ${of.raterId} AND q.cycle_id = ${of.cycleId} AND q.review IS DISTINCT FROM h.review`)
}
