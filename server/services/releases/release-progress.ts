import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asOperator, selectRows } from '@/server/db/tenancy'
import type { OperatorContext } from '@/server/services/context'

/** A release that is being written: subjects it has published groups of, and touched ones it has not come to yet. */
export const ReleaseProgress = z.object({
  no: z.number().int(),
  subjects: z.number().int(),
  waiting: z.number().int(),
})
export type ReleaseProgress = z.infer<typeof ReleaseProgress>

/**
 * The release under way, or one that was stopped and waits to be taken up; null when the last one is finished. What is sent
 * after it began moves nothing.
 */
export async function readReleaseProgress(_ctx: OperatorContext): Promise<ReleaseProgress | null> {
  const [row] = await asOperator((tx) =>
    selectRows(
      tx,
      ReleaseProgress,
      sql`SELECT no, subjects, (
            SELECT count(DISTINCT subject_id)::integer FROM outbox
            WHERE kind = 'subject.touched' AND available_at <= started_at) AS waiting
          FROM release WHERE finished_at IS NULL ORDER BY no LIMIT 1`,
    ),
  )
  return row ?? null
}
