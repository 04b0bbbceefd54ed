import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { textHolds } from '@/server/db/holds-parts'
import { asOperator, selectRows } from '@/server/db/tenancy'
import { SCALES } from '@/server/domain/scales'
import { searchFor } from '@/server/domain/unspaced'
import type { OperatorContext } from '@/server/services/context'

export const ListGroups = z.strictObject({
  releaseNo: z.number().int().min(1),
  /** Words of the credential, job or competency; empty means all. */
  query: z.string().trim().max(100).default(''),
})
export type ListGroups = z.infer<typeof ListGroups>

export const ReleasedGroup = z.object({
  subjectId: z.uuid(),
  cohortId: z.uuid(),
  scale: z.enum(SCALES),
  occupation: z.string(),
  credential: z.string().nullable(),
  competency: z.string().nullable(),
  region: z.string().nullable(),
  sector: z.string().nullable(),
  employers: z.coerce.number().int(),
})

export const ReleasedGroups = z.object({
  total: z.number().int(),
  groups: z.array(ReleasedGroup),
})
export type ReleasedGroups = z.infer<typeof ReleasedGroups>

const shown = 100

/** The groups a release published, to find the one to hide: what and whom they are about, not what they said. */
export async function listGroups(
  _ctx: OperatorContext,
  input: ListGroups,
): Promise<ReleasedGroups> {
  const words = `%${input.query.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await asOperator((tx) =>
    selectRows(
      tx,
      ReleasedGroup.extend({ total: z.coerce.number() }),
      sql`SELECT *, count(*) OVER () AS total FROM (
            SELECT v.subject_id AS "subjectId", v.cohort_id AS "cohortId", v.scale, v.sector,
              v.n AS employers, o.title AS occupation, cv.name AS credential,
              kv.label AS competency, r.name AS region
            FROM cohort_version v
            JOIN subject s ON s.id = v.subject_id
            JOIN occupation o ON o.id = s.occupation_id
            LEFT JOIN credential c ON c.id = s.credential_id
            LEFT JOIN credential_version cv ON cv.id = c.current_version_id
            LEFT JOIN competency k ON k.id = v.competency_id
            LEFT JOIN competency_version kv ON kv.id = k.current_version_id
            LEFT JOIN region r ON r.id = v.region_id
            WHERE v.release_no = ${input.releaseNo}) g
          WHERE concat_ws(' ', credential, occupation, competency) ILIKE ${words}
            OR ${textHolds(searchFor(input.query), sql`concat_ws('。', credential, occupation, competency)`)}
          ORDER BY occupation, credential, competency, scale, "cohortId"
          LIMIT ${shown}`,
    ),
  )
  return {
    total: rows[0]?.total ?? 0,
    groups: rows.map(({ total: _total, ...group }) => group),
  }
}
