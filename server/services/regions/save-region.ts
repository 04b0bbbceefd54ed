import { randomUUID } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { regionCounties, regions, reportingRegions } from '@/server/db/schema/reference'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { slugOf } from '@/server/domain/slugs'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findCounty } from '@/server/services/organizations/find-place'

export const SaveRegion = z.strictObject({
  /** Null makes a new region. */
  id: z.string().max(60).nullable(),
  name: z.string().trim().min(2).max(120),
})
export type SaveRegion = z.infer<typeof SaveRegion>

/** Names a set of counties, or renames it. */
export async function saveRegion(ctx: OrgContext, input: SaveRegion): Promise<{ id: string }> {
  await authorize(ctx, 'region.edit')
  const organizationId = ctx.organization.id
  return asTenant(ctx, async (tx) => {
    if (input.id) await findRegion(tx, organizationId, input.id)
    const id = input.id ?? `set-${randomUUID()}`
    if (input.id) {
      await tx.update(regions).set({ name: input.name }).where(eq(regions.id, id))
    } else {
      const slug = `${slugOf(input.name, 'region')}-${randomUUID().slice(0, 6)}`
      await tx.insert(regions).values({ id, kind: 'set', name: input.name, slug, organizationId })
    }
    await recordAudit(tx, ctx, {
      verb: input.id ? 'region.rename' : 'region.create',
      target: { kind: 'region', id },
    })
    return { id }
  })
}

export const ChangeCounties = z.strictObject({
  regionId: z.string().max(60),
  add: z.array(z.string().max(20)).max(400),
  /** One more to add, as people write it: "Lorain County, Ohio". */
  county: z.string().trim().max(120).default(''),
  remove: z.array(z.string().max(20)).max(400),
})
export type ChangeCounties = z.input<typeof ChangeCounties>

/** Adds counties to a region and takes others out; one that is taken out reports to its state again. */
export async function changeCounties(ctx: OrgContext, input: ChangeCounties): Promise<void> {
  await authorize(ctx, 'region.edit')
  const organizationId = ctx.organization.id
  await asTenant(ctx, async (tx) => {
    await findRegion(tx, organizationId, input.regionId)
    const present = await countiesOf(tx, input.regionId)
    const named = await findCounty(tx, input.county ?? '')
    const wanted = named ? [...input.add, named] : input.add
    const known =
      wanted.length > 0
        ? await tx
            .select({ id: regions.id })
            .from(regions)
            .where(and(inArray(regions.id, wanted), eq(regions.kind, 'county')))
        : []
    const rows = known
      .filter((county) => !present.has(county.id))
      .map((county) => ({ regionId: input.regionId, countyId: county.id, organizationId }))
    if (rows.length > 0) await tx.insert(regionCounties).values(rows)
    if (input.remove.length > 0) {
      await tx
        .delete(regionCounties)
        .where(
          and(
            eq(regionCounties.regionId, input.regionId),
            inArray(regionCounties.countyId, input.remove),
          ),
        )
      await tx
        .delete(reportingRegions)
        .where(
          and(
            eq(reportingRegions.regionId, input.regionId),
            inArray(reportingRegions.countyId, input.remove),
          ),
        )
    }
    await recordAudit(tx, ctx, {
      verb: 'region.change-counties',
      target: { kind: 'region', id: input.regionId },
      detail: { added: rows.length, removed: input.remove.length },
    })
  })
}

/** The region of this organization, or nothing. */
export async function findRegion(
  tx: Transaction,
  organizationId: string,
  id: string,
): Promise<{ id: string; name: string }> {
  const [region] = await tx
    .select({ id: regions.id, name: regions.name })
    .from(regions)
    .where(and(eq(regions.id, id), eq(regions.organizationId, organizationId)))
  if (!region) throw new DomainError('not_found', 'regions.none')
  return region
}

/** The ids of a region's counties. */
export async function countiesOf(tx: Transaction, regionId: string): Promise<Set<string>> {
  const rows = await tx
    .select({ id: regionCounties.countyId })
    .from(regionCounties)
    .where(eq(regionCounties.regionId, regionId))
  return new Set(rows.map((row) => row.id))
}
