import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asPublisher, selectRows } from '@/server/db/tenancy'

const Total = z.object({ cycle_id: z.string(), employers: z.coerce.number().int() })

/**
 * The one total of employers that answered, per cycle (METHOD R13). The caller has been authorized
 * and the cycles are its own; nothing finer ever leaves the publisher's door.
 */
export async function countAnswered(cycleIds: readonly string[]): Promise<Map<string, number>> {
  if (cycleIds.length === 0) return new Map()
  const rows = await asPublisher((tx) =>
    selectRows(
      tx,
      Total,
      sql`SELECT p.cycle_id, count(DISTINCT i.employer_id) AS employers
          FROM rater_progress p JOIN rater_invitation i ON i.id = p.invitation_id
          WHERE p.submitted_at IS NOT NULL
            AND p.cycle_id IN (${sql.join(
              cycleIds.map((id) => sql`${id}`),
              sql`, `,
            )})
          GROUP BY p.cycle_id`,
    ),
  )
  return new Map(rows.map((row) => [row.cycle_id, row.employers]))
}
