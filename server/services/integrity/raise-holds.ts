import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { integrityHolds } from '@/server/db/schema/integrity'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { REVIEW_DAYS, SIGNALS, type Signal } from '@/server/domain/method/integrity'
import { recordAudit } from '@/server/services/audit'
import type { Context } from '@/server/services/context'
import { isCountedSince } from './is-counted'
import { settleStatements } from './settle-statements'

/** What was seen about one Send. */
export type Sighting = { subjectId: string; ratingId: string; signals: ReadonlySet<Signal> }

const Held = z.object({
  subjectId: z.string(),
  ratingId: z.string(),
  employerId: z.string(),
  raterId: z.string(),
  cycleId: z.string(),
  sentAt: z.coerce.date(),
  /** Signals a person has accepted for what the same rater sent before in the same place. */
  accepted: z.array(z.enum(SIGNALS)),
})

/**
 * Holds what was sighted: nothing is deleted, and nothing of it counts until a person has decided. What already
 * carries a hold gets no second one, a signal accepted once for the same rater, credential and cycle is no news, and
 * what a group has counted is past holding.
 */
export async function raiseHolds(
  tx: Transaction,
  ctx: Context,
  sightings: readonly Sighting[],
): Promise<number> {
  const seen = new Map(sightings.map((each) => [each.ratingId, each.signals]))
  const rows = await selectRows(
    tx,
    Held,
    sql`SELECT t.subject_id AS "subjectId", t.rating_id AS "ratingId", t.employer_id AS "employerId",
               t.rater_id AS "raterId", t.cycle_id AS "cycleId", t.sent_at AS "sentAt",
               coalesce((SELECT jsonb_agg(g.signal) FROM integrity_hold h
                 CROSS JOIN LATERAL jsonb_array_elements_text(h.signals) AS g (signal)
                 WHERE h.subject_id = t.subject_id AND h.rater_id = t.rater_id AND h.cycle_id = t.cycle_id
                   AND h.state = 'accepted'), '[]'::jsonb) AS accepted
        FROM answer_trace t JOIN rating_cycle c ON c.id = t.cycle_id AND c.state <> 'cancelled'
        WHERE t.subject_id = ANY(${array(sightings.map((each) => each.subjectId))}::uuid[])
          AND t.rating_id = ANY(${array([...seen.keys()])}::uuid[])
          AND NOT EXISTS (SELECT 1 FROM integrity_hold h
                          WHERE h.subject_id = t.subject_id AND h.rating_id = t.rating_id)`,
  )
  const holds = rows.flatMap(({ accepted, ...row }) => {
    const signals = SIGNALS.filter((signal) => seen.get(row.ratingId)?.has(signal))
    return signals.every((signal) => accepted.includes(signal)) ? [] : [{ ...row, signals }]
  })
  const reviewDue = new Date(ctx.now.getTime() + REVIEW_DAYS * 86_400_000)
  let raised = 0
  for (const { subjectId, ratingId, sentAt, ...hold } of holds) {
    if (await isCountedSince(tx, { subjectId, employerId: hold.employerId }, sentAt)) continue
    const id = randomUUID()
    raised += 1
    await tx
      .insert(integrityHolds)
      .values({ id, subjectId, ratingId, ...hold, raisedAt: ctx.now, reviewDue })
    await tx.execute(
      sql`UPDATE rating SET review = 'held' WHERE subject_id = ${subjectId} AND id = ${ratingId}`,
    )
    await settleStatements(tx, hold, ctx.now)
    await recordAudit(tx, ctx, { verb: 'hold.raise', target: { kind: 'hold', id } })
  }
  return raised
}

function array(values: readonly string[]): string {
  return `{${values.join(',')}}`
}
