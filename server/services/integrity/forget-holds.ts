import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asPublisher, selectRows, type Transaction } from '@/server/db/tenancy'
import { MAX_AGE_QUARTERS } from '@/server/domain/method/counts'
import { countYear } from './integrity-totals'
import { lockIntegrity } from './lock-integrity'
import { settleStatements } from './settle-statements'

/**
 * Ends open holds on answers that were taken back, replaced or called off, and forgets whose holds were that nobody
 * needs any longer (METHOD §8.3 R7): those on answers that are gone, and decisions as old as a vote gets. Year, signals
 * and state stay, for the yearly totals.
 */
export async function forgetHolds(now: Date): Promise<void> {
  await asPublisher(async (tx) => {
    await lockIntegrity(tx)
    const ended = await endIdleHolds(tx, now)
    await forgetWhose(tx, now)
    const years = [now.getUTCFullYear() - 1, ...ended.map((at) => at.getUTCFullYear())]
    for (const year of new Set(years)) await countYear(tx, year, now)
  })
}

const Ended = z.object({
  raterId: z.string(),
  cycleId: z.string().nullable(),
  raisedAt: z.coerce.date(),
})

const isGone = sql`NOT EXISTS (SELECT 1 FROM rating r WHERE r.subject_id = h.subject_id AND r.id = h.rating_id)`

async function endIdleHolds(tx: Transaction, now: Date): Promise<Date[]> {
  const ended = await selectRows(
    tx,
    Ended,
    sql`UPDATE integrity_hold h SET state = 'gone', decided_at = ${now.toISOString()}::timestamptz
        WHERE h.state = 'held' AND (
          ${isGone}
          OR EXISTS (SELECT 1 FROM rating_cycle c WHERE c.id = h.cycle_id AND c.state = 'cancelled')
          OR EXISTS (SELECT 1 FROM rating r JOIN rating n ON n.subject_id = r.subject_id
                       AND n.rater_id = r.rater_id AND n.cycle_id = r.cycle_id AND n.submitted_at > r.submitted_at
                     WHERE r.subject_id = h.subject_id AND r.id = h.rating_id))
        RETURNING h.rater_id AS "raterId", h.cycle_id AS "cycleId", h.raised_at AS "raisedAt"`,
  )
  for (const each of ended) await settleStatements(tx, each, now)
  return ended.map((each) => each.raisedAt)
}

/** What was replaced is known until the cycle is over and the last Send was looked at: sending again changes nothing. */
async function forgetWhose(tx: Transaction, now: Date): Promise<void> {
  const year = sql`date_trunc('year', h.raised_at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'`
  await tx.execute(sql`
    UPDATE integrity_hold h
    SET employer_id = NULL, rater_id = NULL, rating_id = NULL, cycle_id = NULL, note = '', decided_at = NULL,
        decided_by = NULL, decided_by_organization_id = NULL, raised_at = ${year}, review_due = ${year}
    WHERE h.rater_id IS NOT NULL AND h.state <> 'held' AND (
      ${isGone}
      OR (h.state = 'gone'
        AND NOT EXISTS (SELECT 1 FROM rating_cycle c WHERE c.id = h.cycle_id AND c.state = 'open')
        AND NOT EXISTS (SELECT 1 FROM answer_trace t
                        WHERE t.subject_id = h.subject_id AND t.rater_id = h.rater_id AND t.looked_at IS NULL))
      OR h.decided_at < ${now.toISOString()}::timestamptz - make_interval(months => ${3 * MAX_AGE_QUARTERS}::int))`)
}
