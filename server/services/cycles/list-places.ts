import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asTenant, selectRows } from '@/server/db/tenancy'
import { countyLabel } from '@/server/domain/people/county-names'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findCycle } from './find-cycle'

const Place = z.object({
  text: z.string(),
  /** Who says so: the employer's own record, the asker, or the asker's own county as a guess. */
  from: z.enum(['record', 'proposal', 'asker']).nullable(),
})

export const EmployerPlace = z.object({
  employerId: z.string(),
  employer: z.string(),
  county: Place,
  industry: Place,
})
export type EmployerPlace = z.infer<typeof EmployerPlace>

const Row = z.object({
  id: z.string(),
  name: z.string(),
  county_from: Place.shape.from,
  county: z.string().nullable(),
  state: z.string().nullable(),
  industry_from: Place.shape.from,
  industry: z.string().nullable(),
})

/** Where the employers of a cycle's list stand that nobody has confirmed, as far as anybody has said. */
export async function listPlaces(
  ctx: OrgContext,
  input: { cycleId: string },
): Promise<EmployerPlace[]> {
  await authorize(ctx, 'cycle.edit')
  const rows = await asTenant(ctx, async (tx) => {
    const { id } = await findCycle(tx, ctx, input.cycleId)
    return selectRows(
      tx,
      Row,
      sql`SELECT o.id, o.name,
            CASE WHEN o.county_id IS NOT NULL THEN 'record' WHEN p.county_id IS NOT NULL THEN 'proposal'
                 WHEN asker.county_id IS NOT NULL THEN 'asker' END AS county_from,
            county.name AS county, state.name AS state,
            CASE WHEN o.industry_id IS NOT NULL THEN 'record' WHEN p.industry_id IS NOT NULL THEN 'proposal' END
              AS industry_from,
            i.code || ' ' || i.title AS industry
          FROM (SELECT DISTINCT coalesce(e.merged_into_id, e.id) AS id FROM rater_invitation v
                JOIN organization e ON e.id = v.employer_id
                WHERE v.cycle_id = ${id} AND v.delivery <> 'revoked') invited
          JOIN organization o ON o.id = invited.id AND o.verification <> 'V2'
          JOIN organization asker ON asker.id = ${ctx.organization.id}
          LEFT JOIN employer_proposal p ON p.employer_id = o.id AND p.organization_id = asker.id
          LEFT JOIN region county ON county.id = coalesce(o.county_id, p.county_id, asker.county_id)
          LEFT JOIN region state ON state.id = county.parent_id
          LEFT JOIN industry i ON i.id = coalesce(o.industry_id, p.industry_id)
          ORDER BY o.name COLLATE "und-x-icu", o.id`,
    )
  })
  return rows.map((row) => ({
    ...{ employerId: row.id, employer: row.name },
    county: {
      text: row.county ? countyLabel({ name: row.county, state: row.state ?? '' }) : '',
      from: row.county_from,
    },
    industry: { text: row.industry ?? '', from: row.industry_from },
  }))
}
