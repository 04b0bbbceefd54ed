import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'

const Row = z.object({
  id: z.string(),
  title: z.string(),
  left_out: z.array(z.string()).nullable(),
})

/** The cycle that another repeats, with the names of what it asked about and has been retired since. */
export async function repeatedBy(
  tx: Transaction,
  { repeatsId }: { repeatsId: string | null },
): Promise<{ id: string; title: string; leftOut: string[] } | null> {
  if (!repeatsId) return null
  const [row] = await selectRows(
    tx,
    Row,
    sql`SELECT c.id, c.title,
          (SELECT json_agg(gone.name ORDER BY gone.kind, gone.position) FROM (
             SELECT 1 AS kind, cc.position, v.name FROM cycle_credential cc
             JOIN credential k ON k.id = cc.credential_id AND k.state = 'archived'
             JOIN credential_version v ON v.id = k.current_version_id
             WHERE cc.cycle_id = c.id
             UNION ALL
             SELECT 2, cc.position, coalesce(nullif(v.label, ''), v.statement) FROM cycle_competency cc
             JOIN competency k ON k.id = cc.competency_id AND k.retired_at IS NOT NULL
             JOIN competency_version v ON v.id = k.current_version_id
             WHERE cc.cycle_id = c.id) gone) AS left_out
        FROM rating_cycle c WHERE c.id = ${repeatsId}`,
  )
  return row ? { id: row.id, title: row.title, leftOut: row.left_out ?? [] } : null
}
