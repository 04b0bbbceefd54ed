import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'

/** Whether a group has counted something this employer said of a subject that began to count since then. */
export async function isCountedSince(
  tx: Transaction,
  of: { subjectId: string; employerId: string },
  since: Date,
): Promise<boolean> {
  const [counted] = await selectRows(
    tx,
    z.object({ yes: z.boolean() }),
    sql`SELECT EXISTS (
          SELECT 1 FROM cohort_member m
          WHERE m.subject_id = ${of.subjectId} AND m.counted_at >= ${since.toISOString()}::timestamptz
            AND m.employer_id IN (
              SELECT unnest(ARRAY[o.id, o.merged_into_id, o.parent_id, e.parent_id])
              FROM organization o LEFT JOIN organization e ON e.id = o.merged_into_id
              WHERE o.id = ${of.employerId})) AS yes`,
  )
  return counted?.yes ?? false
}
