import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { regions } from '@/server/db/schema/reference'
import type { Transaction } from '@/server/db/tenancy'
import type { RegionEmployment } from '@/server/domain/catalogue/employment'
import { groupBy } from '@/server/domain/group-by'

/** A statement has room for 65,535 parameters; a bad file may name more regions than there are. */
const namesAtOnce = 5000

export type NamedRegion = RegionEmployment['region'] | 'many'

/**
 * The regions of these names, in lower case as given: the address, the code of a county or state, or else the name
 * (`lorain`, `lorain county, ohio`), where no other region within reach has it.
 */
export async function findRegions(
  tx: Transaction,
  organizationId: string | null,
  names: readonly string[],
): Promise<Map<string, NamedRegion>> {
  const found = new Map<string, NamedRegion>()
  for (let at = 0; at < names.length; at += namesAtOnce) {
    const some = names.slice(at, at + namesAtOnce)
    const coded = or(inArray(regions.slug, some), inArray(regions.code, some))
    for (const row of await select(tx, organizationId, coded)) {
      found.set(row.slug, regionOf(row))
      if (row.code !== null) found.set(row.code, regionOf(row))
    }
  }
  const others = names.filter((name) => !found.has(name))
  for (const [name, region] of await findCalled(tx, organizationId, others)) found.set(name, region)
  return found
}

type Row = Awaited<ReturnType<typeof select>>[number]

async function findCalled(
  tx: Transaction,
  organizationId: string | null,
  names: readonly string[],
): Promise<[string, NamedRegion][]> {
  if (names.length === 0) return []
  const called = JSON.stringify([...new Set(names.flatMap(spellings))])
  const rows = await select(
    tx,
    organizationId,
    sql`lower(${regions.name}) IN (SELECT jsonb_array_elements_text(${called}::jsonb))`,
  )
  const byName = groupBy(rows, (row) => row.name.toLowerCase())
  return names.flatMap((name): [string, NamedRegion][] => {
    const [only, another] = spellings(name)
      .flatMap((spelling) => byName.get(spelling) ?? [])
      .filter((row) => isCalled(name, row))
    if (another) return [[name, 'many']]
    return only ? [[name, regionOf(only)]] : []
  })
}

async function select(tx: Transaction, organizationId: string | null, named: SQL | undefined) {
  const state = alias(regions, 'state')
  return tx
    .select({
      ...{ id: regions.id, slug: regions.slug, name: regions.name, code: regions.code },
      ...{ stateName: state.name, stateSlug: state.slug },
    })
    .from(regions)
    .leftJoin(state, eq(state.id, regions.parentId))
    .where(
      and(named, organizationId === null ? undefined : eq(regions.organizationId, organizationId)),
    )
}

/** What a region may be called that a table names so: counties are often named without saying so. */
function spellings(name: string): string[] {
  const { own } = partsOf(name)
  return [...new Set([name, own, `${own} county`])]
}

function partsOf(name: string): { own: string; within: string | null } {
  const [, own = name, within = null] = /^(.+?), *([^,]+)$/.exec(name) ?? []
  return { own, within }
}

function isCalled(name: string, row: Row): boolean {
  const called = row.name.toLowerCase()
  if (called === name) return true
  const { own, within } = partsOf(name)
  if (called !== own && called !== `${own} county`) return false
  const states = [row.stateName?.toLowerCase(), row.stateSlug?.replace(/^us-/, ''), called]
  return within === null || states.includes(within)
}

function regionOf({ id, slug, name }: Row): RegionEmployment['region'] {
  return { id, slug, name }
}
