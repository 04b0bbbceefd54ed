import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'

/**
 * The legal employer that an invitation's employer `o` votes as, where `kept` is the record it was merged into: sites
 * of one parent are one. Whoever counts a cycle's employers counts these.
 */
export const legalEmployer = sql`coalesce(kept.parent_id, kept.id, o.parent_id, o.id)`

const InvitedEmployer = z.object({
  id: z.string(),
  legal_id: z.string(),
  confirmed: z.boolean(),
  region: z.string().nullable(),
  sector: z.string().nullable(),
  proposed_region: z.string().nullable(),
  proposed_sector: z.string().nullable(),
})

type Place = { region: string | null; sector: string | null }

export type InvitedEmployer = {
  id: string
  /** The legal employer one vote belongs to; two sites of one parent count once. */
  legalId: string
  confirmed: boolean
  /** Where it would count if it were confirmed as the asker believes: its record first, then what the asker proposes. */
  proposed: Place
} & Place

/** The employers of a cycle's list as it was typed, less those taken back; never what became of a mail. */
export async function invitedEmployers(
  tx: Transaction,
  cycleId: string,
): Promise<InvitedEmployer[]> {
  const rows = await selectRows(
    tx,
    InvitedEmployer,
    sql`SELECT DISTINCT o.id, ${legalEmployer} AS legal_id,
               coalesce(kept.verification, o.verification) = 'V2' AS confirmed,
               coalesce(rr.region_id, county.parent_id) AS region, i.sector,
               coalesce(prr.region_id, pcounty.parent_id) AS proposed_region, pi.sector AS proposed_sector
        FROM rater_invitation v
        JOIN organization o ON o.id = v.employer_id
        JOIN organization asker ON asker.id = v.organization_id
        LEFT JOIN organization kept ON kept.id = o.merged_into_id
        LEFT JOIN reporting_region rr ON rr.county_id = coalesce(kept.county_id, o.county_id)
        LEFT JOIN region county ON county.id = coalesce(kept.county_id, o.county_id)
        LEFT JOIN industry i ON i.id = coalesce(kept.industry_id, o.industry_id)
        LEFT JOIN employer_proposal p
          ON p.employer_id = coalesce(kept.id, o.id) AND p.organization_id = v.organization_id
        LEFT JOIN region pcounty
          ON pcounty.id = coalesce(kept.county_id, o.county_id, p.county_id, asker.county_id)
        LEFT JOIN reporting_region prr ON prr.county_id = pcounty.id
        LEFT JOIN industry pi ON pi.id = coalesce(kept.industry_id, o.industry_id, p.industry_id)
        WHERE v.cycle_id = ${cycleId} AND v.delivery <> 'revoked'
        ORDER BY 1`,
  )
  return rows.map(({ legal_id, proposed_region, proposed_sector, ...row }) => ({
    ...row,
    legalId: legal_id,
    proposed: { region: proposed_region, sector: proposed_sector },
  }))
}

/** One entry a legal employer, which has one vote; confirmed when one of its sites is. */
export function legalEmployers(
  employers: readonly InvitedEmployer[],
): { id: string; confirmed: boolean }[] {
  const legal = new Map<string, boolean>()
  for (const { legalId, confirmed } of employers) {
    legal.set(legalId, confirmed || legal.get(legalId) === true)
  }
  return [...legal].map(([id, confirmed]) => ({ id, confirmed }))
}

/** The same employers, all of them confirmed where they are proposed to be. */
export function asIfConfirmed(employers: readonly InvitedEmployer[]): InvitedEmployer[] {
  return employers.map((each) =>
    each.confirmed ? each : { ...each, ...each.proposed, confirmed: true },
  )
}
