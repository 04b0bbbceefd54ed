import { and, desc, eq, isNotNull, lt, lte, max, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { releaseReferences, releases } from '@/server/db/schema/releases'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { NO_COMPETENCY } from './item-states'

/**
 * Published votes of each scale and framework, undecayed, as of a release that is about to be finished: those of the
 * release before, with what this one published in place of what it renewed, less the groups that ended since. Costs
 * what changed, and comes to the same as counting everything (`writeReferences`).
 */
export async function carryReferences(tx: Transaction, releaseNo: number): Promise<void> {
  const [before] = await tx
    .select({ no: releases.no })
    .from(releases)
    .where(and(isNotNull(releases.finishedAt), lt(releases.no, releaseNo)))
    .orderBy(desc(releases.no))
    .limit(1)
  const known = before && (await hasReferences(tx, before.no))
  if (!known) return writeReferences(tx, releaseNo)
  await tx.execute(sql`
    WITH touched AS (
      SELECT subject_id, cohort_id FROM cohort_version WHERE release_no = ${releaseNo}
      UNION
      SELECT subject_id, id FROM cohort WHERE dissolved_in = ${releaseNo}
    ), standing AS (
      SELECT DISTINCT ON (v.subject_id, v.cohort_id) v.scale, v.competency_id, v.counts
      FROM touched JOIN cohort_version v USING (subject_id, cohort_id)
      JOIN cohort h ON h.subject_id = v.subject_id AND h.id = v.cohort_id
      WHERE v.release_no < ${releaseNo} AND h.hidden_at IS NULL AND NOT v.hidden
      ORDER BY v.subject_id, v.cohort_id, v.no DESC
    ), changes AS (
      SELECT scale, competency_id, counts, -1 AS sign FROM standing
      UNION ALL
      SELECT v.scale, v.competency_id, v.counts, 1
      FROM cohort_version v JOIN cohort h ON h.subject_id = v.subject_id AND h.id = v.cohort_id
      WHERE v.release_no = ${releaseNo} AND h.hidden_at IS NULL AND NOT v.hidden AND h.dissolved_at IS NULL
    ), votes AS (
      SELECT c.scale, coalesce(k.framework_id, ${NO_COMPETENCY}::uuid) AS framework_key, l.level, c.sign * l.votes AS votes
      FROM changes c LEFT JOIN competency k ON k.id = c.competency_id
      CROSS JOIN LATERAL unnest(c.counts) WITH ORDINALITY AS l(votes, level)
      UNION ALL
      SELECT r.scale, r.framework_key, l.level, l.votes
      FROM release_reference r CROSS JOIN LATERAL unnest(r.counts) WITH ORDINALITY AS l(votes, level)
      WHERE r.release_no = ${before.no}
    ), sums AS (
      SELECT scale, framework_key, level, sum(votes)::integer AS votes FROM votes GROUP BY 1, 2, 3
    )
    INSERT INTO release_reference (release_no, scale, framework_key, counts)
    SELECT ${releaseNo}::integer, scale, framework_key, array_agg(votes ORDER BY level)
    FROM sums GROUP BY scale, framework_key HAVING sum(votes) > 0`)
}

async function hasReferences(tx: Transaction, releaseNo: number): Promise<boolean> {
  const [row] = await tx
    .select({ no: releaseReferences.releaseNo })
    .from(releaseReferences)
    .where(eq(releaseReferences.releaseNo, releaseNo))
    .limit(1)
  return row !== undefined
}

/** The same counted from the latest version of every cohort alive at that release. */
export async function writeReferences(tx: Transaction, releaseNo: number): Promise<void> {
  await tx.execute(sql`
    INSERT INTO release_reference (release_no, scale, framework_key, counts)
    SELECT ${releaseNo}::integer, scale, framework_key, counts FROM (${countedAt(releaseNo)}) c`)
}

/** Releases whose averages are not what counting everything gives; reads only. */
export async function differingReferences(tx: Transaction, now: Date): Promise<number[]> {
  const differing: number[] = []
  for (const no of await readReleases(tx, now)) {
    const [row] = await selectRows(
      tx,
      z.object({ differs: z.boolean() }),
      sql`WITH counted AS (${countedAt(no)}), stored AS (
            SELECT scale, framework_key, counts FROM release_reference WHERE release_no = ${no})
          SELECT EXISTS (TABLE counted EXCEPT TABLE stored) OR EXISTS (TABLE stored EXCEPT TABLE counted) AS differs`,
    )
    if (row?.differs) differing.push(no)
  }
  return differing
}

function countedAt(releaseNo: number): SQL {
  return sql`
    SELECT l.scale, l.framework_key, array_agg(l.votes ORDER BY l.level) AS counts
    FROM (
      SELECT v.scale, coalesce(k.framework_id, ${NO_COMPETENCY}::uuid) AS framework_key, c.level,
             sum(c.votes)::integer AS votes
      FROM (
        SELECT DISTINCT ON (v.subject_id, v.cohort_id) v.scale, v.competency_id, v.counts
        FROM cohort_version v
        JOIN cohort h ON h.subject_id = v.subject_id AND h.id = v.cohort_id
        WHERE v.release_no <= ${releaseNo} AND h.hidden_at IS NULL AND NOT v.hidden
          AND (h.dissolved_at IS NULL OR h.dissolved_in > ${releaseNo})
        ORDER BY v.subject_id, v.cohort_id, v.no DESC
      ) v
      LEFT JOIN competency k ON k.id = v.competency_id
      CROSS JOIN LATERAL unnest(v.counts) WITH ORDINALITY AS c(votes, level)
      GROUP BY 1, 2, 3
    ) l
    GROUP BY l.scale, l.framework_key`
}

/** Writes anew what is or will be read: the newest release the public sees, and those that follow it. */
export async function rewriteReferences(tx: Transaction, now: Date): Promise<void> {
  for (const no of await readReleases(tx, now)) {
    await tx.delete(releaseReferences).where(eq(releaseReferences.releaseNo, no))
    await writeReferences(tx, no)
  }
}

/** The newest release the public sees, and those that follow it. */
async function readReleases(tx: Transaction, now: Date): Promise<number[]> {
  const finished = isNotNull(releases.finishedAt)
  const [shown] = await tx
    .select({ no: max(releases.no) })
    .from(releases)
    .where(and(finished, lte(releases.publicAt, now)))
  const rows = await tx
    .select({ no: releases.no })
    .from(releases)
    .where(and(finished, sql`${releases.no} >= ${shown?.no ?? 0}`))
  return rows.map((row) => row.no)
}
