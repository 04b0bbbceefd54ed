import { and, eq, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { regions, reportingRegions } from '@/server/db/schema/reference'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit, recordRefusal } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { countiesOf, findRegion } from './save-region'

/**
 * Makes a region the reporting region of its counties (METHOD R5): answers given from now on are
 * grouped by it. Only a confirmed partnership may, and a county reports to one region only; those
 * that report to another already are named.
 */
export async function claimRegion(
  ctx: OrgContext,
  input: { regionId: string },
): Promise<{ claimed: number }> {
  await authorize(ctx, 'region.edit')
  const organizationId = ctx.organization.id
  const target = { kind: 'region', id: input.regionId }
  if (ctx.organization.verification !== 'V2') {
    await recordRefusal(ctx, { verb: 'region.claim', target })
    throw new DomainError('forbidden', 'regions.unconfirmed')
  }
  return asTenant(ctx, async (tx) => {
    await findRegion(tx, organizationId, input.regionId)
    const counties = [...(await countiesOf(tx, input.regionId))].sort()
    if (counties.length === 0) {
      throw new DomainError('invalid', 'regions.noCounties')
    }
    const claimed = await tx
      .insert(reportingRegions)
      .values(counties.map((countyId) => ({ countyId, regionId: input.regionId, organizationId })))
      .onConflictDoNothing()
      .returning({ countyId: reportingRegions.countyId })
    await refuseConflicts(tx, counties, input.regionId)
    await recordAudit(tx, ctx, {
      verb: 'region.claim',
      target,
      detail: { counties: claimed.length },
    })
    return { claimed: claimed.length }
  })
}

/** Gives a region's counties back to their states; groups already published keep their region. */
export async function releaseRegion(ctx: OrgContext, input: { regionId: string }): Promise<void> {
  await authorize(ctx, 'region.edit')
  const organizationId = ctx.organization.id
  await asTenant(ctx, async (tx) => {
    await findRegion(tx, organizationId, input.regionId)
    const given = await tx
      .delete(reportingRegions)
      .where(
        and(
          eq(reportingRegions.regionId, input.regionId),
          eq(reportingRegions.organizationId, organizationId),
        ),
      )
      .returning({ countyId: reportingRegions.countyId })
    await recordAudit(tx, ctx, {
      verb: 'region.release',
      target: { kind: 'region', id: input.regionId },
      detail: { counties: given.length },
    })
  })
}

async function refuseConflicts(
  tx: Transaction,
  counties: string[],
  regionId: string,
): Promise<void> {
  const holders = alias(regions, 'holder')
  const rows = await tx
    .select({
      county: regions.name,
      regionId: reportingRegions.regionId,
      region: holders.name,
    })
    .from(reportingRegions)
    .innerJoin(regions, eq(regions.id, reportingRegions.countyId))
    .innerJoin(holders, eq(holders.id, reportingRegions.regionId))
    .where(inArray(reportingRegions.countyId, counties))
  const conflicts = rows.filter((row) => row.regionId !== regionId)
  const [first] = conflicts
  if (!first) return
  const taken = conflicts.map((row) => row.county).join(', ')
  throw new DomainError('conflict', 'regions.countiesTaken', {
    values: { region: first.region, counties: taken },
  })
}
