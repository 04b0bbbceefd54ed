import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asPublisher, selectRows, type Transaction } from '@/server/db/tenancy'
import { MAKING_SECONDS, PAGE_SECONDS } from '@/server/domain/reading/hiding'

/** What a process has to do about the pages in its memory, as of a moment by the database's clock. */
export type PageBeat = { due: boolean; at: Date; releaseNo: number }

const Beat = z.object({
  due: z.boolean(),
  at: z.coerce.date(),
  releaseNo: z.coerce.number().int(),
})

/**
 * Says that a process serves pages, and learns whether what it holds is to be dropped: when another release is the
 * newest public one, when somebody was confirmed whose pages said that it was not, when a reply was hidden, and while a
 * page that was being made then, or as a group was hidden, or before every line that held it was computed without it,
 * may still come into its memory.
 */
export async function beatProcess(id: string): Promise<PageBeat> {
  return asPublisher(async (tx) => {
    await noteLines(tx)
    const [beat] = await selectRows(
      tx,
      Beat,
      sql`WITH latest AS (
            SELECT coalesce(max(no), 0) AS no FROM release WHERE finished_at IS NOT NULL AND public_at <= now()
          ), process AS (
            INSERT INTO server_process (id, beat_at, refreshed_at, release_no)
            SELECT ${id}::uuid, now(), now(), no FROM latest
            ON CONFLICT (id) DO UPDATE SET beat_at = now() RETURNING refreshed_at, release_no)
          SELECT now() AS at, latest.no AS "releaseNo", process.release_no <> latest.no OR EXISTS (
                   SELECT 1 FROM hidden_group
                   WHERE coalesce(lines_at, now()) > process.refreshed_at - make_interval(secs => ${MAKING_SECONDS})) OR EXISTS (
                   SELECT 1 FROM confirmation c JOIN organization o ON o.id = c.organization_id
                   WHERE o.kind <> 'employer' AND c.created_at > process.refreshed_at - make_interval(secs => ${MAKING_SECONDS})) OR EXISTS (
                   SELECT 1 FROM hidden_reply
                   WHERE at > process.refreshed_at - make_interval(secs => ${MAKING_SECONDS})) AS due
          FROM latest, process`,
    )
    await tx.execute(sql`DELETE FROM server_process WHERE beat_at < now() - interval '1 day'`)
    // One that has been silent for as long as a page lives shows no old page, whatever became of it.
    await tx.execute(sql`
      UPDATE hidden_group SET dropped_at = now()
      WHERE dropped_at IS NULL AND lines_at + make_interval(secs => ${MAKING_SECONDS}) <= (
        SELECT min(refreshed_at) FROM server_process
        WHERE beat_at > now() - make_interval(secs => ${PAGE_SECONDS}))`)
    if (!beat) throw new Error('The process was not noted.')
    return beat
  })
}

/**
 * A page made while lines that held a hidden group were not yet computed anew may still tell of it, if only by an average
 * it was in: so pages are dropped until they are.
 */
async function noteLines(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    UPDATE hidden_group SET lines_at = now()
    WHERE lines_at IS NULL AND hidden_at < (SELECT looked_at FROM map_line_state)
      AND NOT EXISTS (SELECT 1 FROM map_line_due WHERE marked_at <= hidden_at)`)
}

/** Notes that a process has dropped every page it made before that beat. */
export async function noteRefreshed(id: string, { at, releaseNo }: PageBeat): Promise<void> {
  await asPublisher((tx) =>
    tx.execute(sql`
      UPDATE server_process SET refreshed_at = ${at.toISOString()}::timestamptz, release_no = ${releaseNo}
      WHERE id = ${id}`),
  )
}
