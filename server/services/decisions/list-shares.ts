import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asTenant, selectRows } from '@/server/db/tenancy'
import type { SaysFilter } from '@/server/domain/reading/provider-says'
import type { ReportShares } from '@/server/domain/reading/report-shares'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findPlace } from './find-place'

const Row = z.object({
  id: z.string(),
  name: z.string(),
  at: z.coerce.date().nullable(),
  near: z.boolean(),
})

/** The confirmed partnerships by name, those that read this report apart. */
export async function listShares(ctx: OrgContext, report: SaysFilter): Promise<ReportShares> {
  await authorize(ctx, 'report.share')
  const rows = await asTenant(ctx, async (tx) => {
    const { organizationId, credentialId, occupationId } = await findPlace(tx, ctx, report)
    return selectRows(
      tx,
      Row,
      sql`SELECT w.id, w.name, s.at,
            EXISTS (SELECT 1 FROM region_county rc JOIN organization own ON own.county_id = rc.county_id
                    WHERE rc.organization_id = w.id AND own.id = ${organizationId}) AS near
          FROM organization w
          LEFT JOIN report_share s ON s.partnership_id = w.id AND s.organization_id = ${organizationId}
            AND s.credential_id = ${credentialId} AND s.occupation_id = ${occupationId}
          WHERE w.kind = 'partnership'
            AND (s.at IS NOT NULL OR (w.verification = 'V2' AND w.merged_into_id IS NULL))
          ORDER BY w.name COLLATE "und-x-icu", w.id`,
    )
  })
  const named = ({ id, name }: z.infer<typeof Row>) => ({ id, name })
  const free = rows.filter(({ at }) => at === null)
  return {
    shared: rows.flatMap((row) => (row.at ? [{ ...named(row), at: row.at }] : [])),
    near: free.filter(({ near }) => near).map(named),
    others: free.filter(({ near }) => !near).map(named),
  }
}
