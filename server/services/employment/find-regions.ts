import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { regions } from '@/server/db/schema/reference'
import type { Transaction } from '@/server/db/tenancy'
import type { RegionEmployment } from '@/server/domain/catalogue/employment'

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
    const rows = await selectNamed(tx, organizationId, some)
    for (const name of some) {
      const region = regionOf(name, rows)
      if (region) found.set(name, region)
    }
  }
  return found
}

type Row = Awaited<ReturnType<typeof selectNamed>>[number]

async function selectNamed(
  tx: Transaction,
  organizationId: string | null,
  names: readonly string[],
) {
  const state = alias(regions, 'state')
  const called = names.flatMap(spellings)
  return tx
    .select({
      ...{ id: regions.id, slug: regions.slug, name: regions.name, code: regions.code },
      ...{ stateName: state.name, stateSlug: state.slug },
    })
    .from(regions)
    .leftJoin(state, eq(state.id, regions.parentId))
    .where(
      and(
        or(
          inArray(regions.slug, [...names]),
          inArray(regions.code, [...names]),
          inArray(sql`lower(${regions.name})`, called),
        ),
        organizationId === null ? undefined : eq(regions.organizationId, organizationId),
      ),
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

function regionOf(name: string, rows: readonly Row[]): NamedRegion | null {
  const coded = rows.find(({ slug, code }) => slug === name || code === name)
  const [only, another] = coded ? [coded] : rows.filter((row) => isCalled(name, row))
  if (another) return 'many'
  return only ? { id: only.id, slug: only.slug, name: only.name } : null
}

function isCalled(name: string, row: Row): boolean {
  const called = row.name.toLowerCase()
  if (called === name) return true
  const { own, within } = partsOf(name)
  if (called !== own && called !== `${own} county`) return false
  const states = [row.stateName?.toLowerCase(), row.stateSlug?.replace(/^us-/, ''), called]
  return within === null || states.includes(within)
}
