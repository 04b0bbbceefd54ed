import { and, eq, isNotNull, lte, max, sql } from 'drizzle-orm'
import { releaseReferences, releases } from '@/server/db/schema/releases'
import type { Transaction } from '@/server/db/tenancy'
import { NO_COMPETENCY } from './item-states'

/** Published votes of each scale and framework, undecayed, from the latest version of every cohort alive at that release. */
export async function writeReferences(tx: Transaction, releaseNo: number): Promise<void> {
  await tx.execute(sql`
    INSERT INTO release_reference (release_no, scale, framework_key, counts)
    SELECT ${releaseNo}::integer, l.scale, l.framework_key, array_agg(l.votes ORDER BY l.level)
    FROM (
      SELECT v.scale, coalesce(k.framework_id, ${NO_COMPETENCY}::uuid) AS framework_key, c.level,
             sum(c.votes)::integer AS votes
      FROM (
        SELECT DISTINCT ON (v.subject_id, v.cohort_id) v.scale, v.competency_id, v.counts
        FROM cohort_version v
        JOIN cohort h ON h.subject_id = v.subject_id AND h.id = v.cohort_id
        JOIN release r ON r.no = ${releaseNo}
        WHERE v.release_no <= ${releaseNo} AND h.hidden_at IS NULL AND NOT v.hidden
          AND (h.dissolved_at IS NULL OR h.dissolved_at > r.finished_at)
        ORDER BY v.subject_id, v.cohort_id, v.no DESC
      ) v
      LEFT JOIN competency k ON k.id = v.competency_id
      CROSS JOIN LATERAL unnest(v.counts) WITH ORDINALITY AS c(votes, level)
      GROUP BY 1, 2, 3
    ) l
    GROUP BY l.scale, l.framework_key`)
}

/** Writes anew what is or will be read: the newest release the public sees, and those that follow it. */
export async function rewriteReferences(tx: Transaction, now: Date): Promise<void> {
  const finished = isNotNull(releases.finishedAt)
  const [shown] = await tx
    .select({ no: max(releases.no) })
    .from(releases)
    .where(and(finished, lte(releases.publicAt, now)))
  const rows = await tx
    .select({ no: releases.no })
    .from(releases)
    .where(and(finished, sql`${releases.no} >= ${shown?.no ?? 0}`))
  for (const { no } of rows) {
    await tx.delete(releaseReferences).where(eq(releaseReferences.releaseNo, no))
    await writeReferences(tx, no)
  }
}
