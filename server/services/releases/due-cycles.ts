import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { COHORT_DEFAULTS } from '@/server/domain/method/cohort-state'
import type { EmployerRegister } from './employer-register'
import type { DueCycle } from './release-stored-item'

const Closed = z.object({
  id: z.string(),
  opened: z.coerce.number().nullable(),
  closed: z.coerce.number(),
  by_industry: z.boolean(),
  reached: z.array(z.string()),
})

/** Cycles that have closed since the last release, by id, and those of them that get a run of their own. */
export type ClosedCycles = { ids: string[]; due: Map<string, DueCycle> }

/**
 * The run after a cycle closes is made once, by the next release, and only where its invitations reached as many
 * confirmed employers as a group needs (METHOD §8.3 R5): in a cycle of one, it would publish exactly that one's turn.
 */
export async function closedCycles(
  tx: Transaction,
  asOf: Date,
  employers: EmployerRegister,
): Promise<ClosedCycles> {
  const rows = await selectRows(
    tx,
    Closed,
    sql`SELECT c.id, (extract(epoch FROM c.opens_at) * 1000)::bigint AS opened,
               (extract(epoch FROM coalesce(c.closed_at, c.closes_at)) * 1000)::bigint AS closed, c.by_industry,
               coalesce(array_agg(DISTINCT i.employer_id::text) FILTER (WHERE i.delivery = 'sent'), '{}') AS reached
        FROM rating_cycle c LEFT JOIN rater_invitation i ON i.cycle_id = c.id
        WHERE c.state = 'closed' AND c.counted_at IS NULL
          AND coalesce(c.closed_at, c.closes_at) <= ${asOf.toISOString()}::timestamptz
        GROUP BY c.id ORDER BY closed, c.id`,
  )
  const due = new Map<string, DueCycle>()
  for (const { id, opened, closed, by_industry: byIndustry, reached } of rows) {
    const confirmed = reached.filter(
      (employerId) =>
        employers.isConfirmed(employerId) && employers.confirmedSince(employerId) <= closed,
    )
    const units = new Set(
      confirmed.map((employerId) => employers.chainOf(employerId, opened ?? undefined).at(-1)),
    )
    if (units.size >= COHORT_DEFAULTS.k) due.set(id, { byIndustry })
  }
  return { ids: rows.map((row) => row.id), due }
}

/** What is left of these cycles waits for the quarterly run from now on. */
export async function markCounted(
  tx: Transaction,
  ids: readonly string[],
  asOf: Date,
): Promise<void> {
  await tx.execute(sql`UPDATE rating_cycle SET counted_at = ${asOf.toISOString()}::timestamptz
    WHERE id = ANY(${`{${ids.join(',')}}`}::uuid[]) AND counted_at IS NULL`)
}
