import { eq, inArray } from 'drizzle-orm'
import { regionCounties, regions } from '@/server/db/schema/reference'
import type { Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import type { RegionView } from '@/server/domain/people/regions'
import { env } from '@/server/env'

export type RegionScope = RegionView & {
  id: string
  /** Reporting regions wholly inside it; null where any region is. */
  held: string[] | null
  holds: (regionId: string | null) => boolean
}

/**
 * A region named in an address, with a test of which reporting regions lie wholly inside it: a set
 * of counties holds the sets made of its own counties, a state also holds the sets within it.
 * @returns null for `all`, which holds everything
 */
export async function findRegionScope(tx: Transaction, slug: string): Promise<RegionScope | null> {
  if (slug === 'all') return null
  const [region] = await tx
    .select({ id: regions.id, slug: regions.slug, name: regions.name, kind: regions.kind })
    .from(regions)
    .where(eq(regions.slug, slug))
  if (!region) throw new DomainError('not_found', 'regions.none')
  if (region.kind === 'nation') return { ...region, held: null, holds: (id) => id !== null }
  const inside = await countiesOf(tx, region)
  const sets = await countiesOfSets(tx)
  const held = new Set([region.id])
  for (const [id, counties] of sets) {
    if (counties.length > 0 && counties.every((county) => inside.has(county))) held.add(id)
  }
  return { ...region, held: [...held], holds: (id) => id !== null && held.has(id) }
}

/** Regions by id, for naming the scopes that groups were formed in. */
export async function nameRegions(
  tx: Transaction,
  ids: readonly string[],
): Promise<(RegionView & { id: string })[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ id: regions.id, slug: regions.slug, name: regions.name, kind: regions.kind })
    .from(regions)
    .where(inArray(regions.id, [...ids]))
  return rows.sort((a, b) => a.name.localeCompare(b.name, env().LOCALE))
}

async function countiesOf(
  tx: Transaction,
  region: { id: string; kind: string },
): Promise<Set<string>> {
  if (region.kind === 'county') return new Set([region.id])
  const rows =
    region.kind === 'state'
      ? await tx.select({ id: regions.id }).from(regions).where(eq(regions.parentId, region.id))
      : await tx
          .select({ id: regionCounties.countyId })
          .from(regionCounties)
          .where(eq(regionCounties.regionId, region.id))
  return new Set(rows.map((row) => row.id))
}

async function countiesOfSets(tx: Transaction): Promise<Map<string, string[]>> {
  const rows = await tx
    .select({ regionId: regionCounties.regionId, countyId: regionCounties.countyId })
    .from(regionCounties)
  const sets = new Map<string, string[]>()
  for (const row of rows) sets.set(row.regionId, [...(sets.get(row.regionId) ?? []), row.countyId])
  return sets
}
