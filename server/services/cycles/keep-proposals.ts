import { and, eq, inArray, sql } from 'drizzle-orm'
import { employerProposals } from '@/server/db/schema/organizations'
import type { Transaction } from '@/server/db/tenancy'
import type { OrgContext } from '@/server/services/context'

export type Proposal = { employerId: string; countyId: string | null; industryId: string | null }

/**
 * Keeps where the organization believes that these employers stand, one row each, for whoever confirms them; their records
 * stay as they are.
 */
export async function keepProposals(
  tx: Transaction,
  ctx: OrgContext,
  proposals: readonly Proposal[],
): Promise<void> {
  const each = [...new Map(proposals.map((proposal) => [proposal.employerId, proposal])).values()]
  const organizationId = ctx.organization.id
  const said = each.filter(({ countyId, industryId }) => countyId || industryId)
  const unsaid = each.flatMap(({ employerId, countyId, industryId }) =>
    countyId || industryId ? [] : [employerId],
  )
  if (said.length > 0) {
    await tx
      .insert(employerProposals)
      .values(said.map((proposal) => ({ ...proposal, organizationId })))
      .onConflictDoUpdate({
        target: [employerProposals.organizationId, employerProposals.employerId],
        set: { countyId: sql`excluded.county_id`, industryId: sql`excluded.industry_id` },
      })
  }
  if (unsaid.length === 0) return
  await tx
    .update(employerProposals)
    .set({ countyId: null, industryId: null })
    .where(
      and(
        eq(employerProposals.organizationId, organizationId),
        inArray(employerProposals.employerId, unsaid),
      ),
    )
}
