import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asReader, selectRows } from '@/server/db/tenancy'

/** Whether the database answers and its tables are there. */
export async function checkReadiness(): Promise<boolean> {
  try {
    const rows = await asReader((tx) =>
      selectRows(
        tx,
        z.object({ ready: z.boolean() }),
        sql`SELECT has_table_privilege('cohort_version', 'SELECT') AS ready`,
      ),
    )
    return rows[0]?.ready ?? false
  } catch {
    return false
  }
}
