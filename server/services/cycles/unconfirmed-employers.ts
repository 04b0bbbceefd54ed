import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'

/** The employers of a cycle's list as it was typed, less those taken back, that nobody has confirmed. */
export async function unconfirmedEmployers(tx: Transaction, cycleId: string): Promise<string[]> {
  const rows = await selectRows(
    tx,
    z.object({ id: z.string() }),
    sql`SELECT DISTINCT coalesce(kept.id, o.id) AS id
        FROM rater_invitation v
        JOIN organization o ON o.id = v.employer_id
        LEFT JOIN organization kept ON kept.id = o.merged_into_id
        WHERE v.cycle_id = ${cycleId} AND v.delivery <> 'revoked'
          AND coalesce(kept.verification, o.verification) <> 'V2'`,
  )
  return rows.map(({ id }) => id)
}
