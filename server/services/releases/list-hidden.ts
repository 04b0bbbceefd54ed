import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asOperator, selectRows } from '@/server/db/tenancy'
import { goneSince, MAKING_SECONDS, PAGE_SECONDS } from '@/server/domain/reading/hiding'
import type { OperatorContext } from '@/server/services/context'
import { ReleasedGroup } from './list-groups'

const Row = ReleasedGroup.omit({ employers: true }).extend({
  hiddenAt: z.coerce.date(),
  droppedAt: z.coerce.date().nullable(),
  /** Servers that have dropped the pages they made before, of those that serve. */
  refreshed: z.coerce.number().int(),
  servers: z.coerce.number().int(),
})

export const HiddenGroup = Row.omit({ droppedAt: true }).extend({
  /** Null while a page or a copy on the way may still show it. */
  goneSince: z.date().nullable(),
})
export type HiddenGroup = z.infer<typeof HiddenGroup>

const shown = 100

/** Groups that were hidden, newest first, and whether they are gone everywhere. */
export async function listHidden(ctx: OperatorContext): Promise<HiddenGroup[]> {
  const rows = await asOperator((tx) =>
    selectRows(
      tx,
      Row,
      sql`SELECT g.subject_id AS "subjectId", g.cohort_id AS "cohortId", g.scale, g.sector,
            g.hidden_at AS "hiddenAt", g.dropped_at AS "droppedAt", o.title AS occupation,
            cv.name AS credential, kv.label AS competency, r.name AS region,
            (SELECT count(*) FROM server_process p
             WHERE p.beat_at > now() - make_interval(secs => ${PAGE_SECONDS})) AS servers,
            (SELECT count(*) FROM server_process p
             WHERE p.beat_at > now() - make_interval(secs => ${PAGE_SECONDS})
               AND p.refreshed_at >= g.lines_at + make_interval(secs => ${MAKING_SECONDS})) AS refreshed
          FROM hidden_group g
          JOIN subject s ON s.id = g.subject_id
          JOIN occupation o ON o.id = s.occupation_id
          LEFT JOIN credential c ON c.id = s.credential_id
          LEFT JOIN credential_version cv ON cv.id = c.current_version_id
          LEFT JOIN competency k ON k.id = g.competency_id
          LEFT JOIN competency_version kv ON kv.id = k.current_version_id
          LEFT JOIN region r ON r.id = g.region_id
          ORDER BY g.hidden_at DESC, g.cohort_id LIMIT ${shown}`,
    ),
  )
  return rows.map(({ droppedAt, ...row }) => ({ ...row, goneSince: goneSince(droppedAt, ctx.now) }))
}
