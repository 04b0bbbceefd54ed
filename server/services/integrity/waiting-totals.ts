import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { waitingTotals } from '@/server/db/schema/integrity'
import { asOperator, asPublisher, selectRows } from '@/server/db/tenancy'
import { WAITING_REASONS, WAITING_STEP } from '@/server/domain/method/integrity'
import type { OperatorContext } from '@/server/services/context'

export const WaitingTotals = z.object({
  /** The night they are of, null before the first. */
  asOf: z.date().nullable(),
  /** At least so many answers of somebody on one credential; 0 stands for fewer than five. */
  totals: z.array(
    z.object({
      reason: z.enum(WAITING_REASONS),
      answers: z.number().int().multipleOf(WAITING_STEP),
    }),
  ),
})
export type WaitingTotals = z.infer<typeof WaitingTotals>

/** Why answers wait, on the whole site: by no organization, credential, region or cycle (METHOD §8.3 R13). */
export async function readWaitingTotals(_ctx: OperatorContext): Promise<WaitingTotals> {
  const rows = await asOperator((tx) => tx.select().from(waitingTotals))
  return {
    asOf: rows[0]?.asOf ?? null,
    totals: WAITING_REASONS.map((reason) => ({
      reason,
      answers: rows.find((row) => row.reason === reason)?.answers ?? 0,
    })),
  }
}

const Counted = z.object({ reason: z.enum(WAITING_REASONS), answers: z.coerce.number().int() })

/** Counts why answers wait, once a night: between two nights one more Send moves nothing. */
export async function countWaiting(now: Date): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`
  await asPublisher(async (tx) => {
    const rows = await selectRows(
      tx,
      Counted,
      sql`SELECT reason, count(DISTINCT (subject_id, rater_id)) AS answers FROM (
            SELECT r.subject_id, r.rater_id, CASE
              WHEN e.verification <> 'V2' THEN 'unconfirmed'
              WHEN r.held_until = 'infinity' THEN 'address'
              WHEN r.review = 'held' THEN 'review'
              WHEN r.held_until > ${at} THEN 'cycle' END AS reason
            FROM rating r
            JOIN organization o ON o.id = r.organization_id
            JOIN organization e ON e.id = coalesce(o.merged_into_id, o.id)
            LEFT JOIN rating_cycle c ON c.id = r.cycle_id
            WHERE r.review IS DISTINCT FROM 'rejected' AND c.state IS DISTINCT FROM 'cancelled') waiting
          WHERE reason IS NOT NULL GROUP BY reason
          UNION ALL
          SELECT 'employers', count(DISTINCT (p.subject_id, p.employer_id))
          FROM pending_vote p JOIN subject s ON s.id = p.subject_id AND s.kind = 'credential'`,
    )
    await tx.delete(waitingTotals)
    await tx.insert(waitingTotals).values(
      WAITING_REASONS.map((reason) => {
        const answers = rows.find((row) => row.reason === reason)?.answers ?? 0
        return { reason, answers: answers - (answers % WAITING_STEP), asOf: now }
      }),
    )
  })
}
