import { eq, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { releases } from '@/server/db/schema/releases'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { releaseDigest } from './finish-release'
import { rewriteReferences } from './release-references'

/**
 * Takes groups out of every stored figure (METHOD §8.3 R7), inside the publisher's door and the lock of releases: their
 * versions, the averages that hold them, the digests over them. Averages that newer ones have replaced are dropped.
 * @param groups selects `subject_id, id` of cohorts; those hidden before are left as they are
 * @returns how many were hidden
 */
export async function blankGroups(tx: Transaction, groups: SQL, now: Date): Promise<number> {
  const at = sql`${now.toISOString()}::timestamptz`
  const hidden = await selectRows(
    tx,
    z.object({ id: z.string() }),
    sql`UPDATE cohort SET hidden_at = ${at}
        WHERE (subject_id, id) IN (${groups}) AND hidden_at IS NULL RETURNING id`,
  )
  if (hidden.length === 0) return 0
  const touched = await selectRows(
    tx,
    z.object({ no: z.coerce.number().int() }),
    sql`WITH blanked AS (
          UPDATE cohort_version v SET hidden = true FROM cohort h
          WHERE (h.subject_id, h.id) IN (${groups}) AND h.hidden_at IS NOT NULL
            AND v.subject_id = h.subject_id AND v.cohort_id = h.id AND NOT v.hidden
          RETURNING v.release_no)
        SELECT DISTINCT b.release_no AS no FROM blanked b JOIN release r ON r.no = b.release_no
        WHERE r.digest IS NOT NULL`,
  )
  for (const { no } of touched) {
    const digest = await releaseDigest(tx, no)
    await tx.update(releases).set({ digest }).where(eq(releases.no, no))
  }
  await tx.execute(sql`DELETE FROM release_reference WHERE release_no < (
    SELECT max(no) FROM release WHERE finished_at IS NOT NULL AND public_at <= ${at})`)
  await rewriteReferences(tx, now)
  // Last, and by the clock as it then is: servers drop what they made before this moment.
  await tx.execute(sql`
    INSERT INTO hidden_group (subject_id, cohort_id, scale, competency_id, region_id, sector, hidden_at)
    SELECT subject_id, id, scale, competency_id, region_id, sector, clock_timestamp() FROM cohort
    WHERE (subject_id, id) IN (${groups}) AND hidden_at IS NOT NULL ON CONFLICT DO NOTHING`)
  return hidden.length
}
