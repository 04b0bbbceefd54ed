import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { regionCounties } from '@/server/db/schema/reference'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { type County, countyLabel, countyMeant } from '@/server/domain/people/county-names'
import type { PlaceSaid } from '@/server/domain/people/judge-line'

export type CountiesSaid = {
  /** The county people mean; one of several of a name is that of the partnership's region. */
  read: (text: string) => PlaceSaid
  /** Whether the partnership's region holds a county; to the operator each is as near. */
  isNearby: (countyId: string) => boolean
  titleOf: (countyId: string) => string
}

/** Reads what people write for a county, for a partnership or, without one, for the operator. */
export async function countiesSaid(
  tx: Transaction,
  organizationId: string | null,
): Promise<CountiesSaid> {
  const counties = await listCounties(tx)
  const own = organizationId === null ? null : await ownCounties(tx, organizationId)
  const byId = new Map(counties.map((county) => [county.id, county]))
  const kept = new Map<string, PlaceSaid>()
  return {
    read(text) {
      const said = kept.get(text) ?? countySaid(text, counties, own)
      kept.set(text, said)
      return said
    },
    isNearby: (countyId) => own === null || own.has(countyId),
    titleOf: (countyId) => {
      const county = byId.get(countyId)
      return county ? countyLabel(county) : ''
    },
  }
}

function countySaid(
  text: string,
  counties: readonly County[],
  own: ReadonlySet<string> | null,
): PlaceSaid {
  if (text.trim() === '') return { id: null, title: '', problem: null }
  const anywhere = countyMeant(text, counties)
  const near = () =>
    countyMeant(
      text,
      counties.filter(({ id }) => own?.has(id)),
    )
  const meant = anywhere.kind === 'several' && own ? near() : anywhere
  if (meant.kind === 'one')
    return { id: meant.county.id, title: countyLabel(meant.county), problem: null }
  const reason = anywhere.kind === 'several' ? 'several_counties' : 'unknown_county'
  return { id: null, title: '', problem: { reason, other: text } }
}

const Row = z.object({
  id: z.string(),
  name: z.string(),
  code: z.string(),
  state: z.string(),
  postal: z.string(),
})

function listCounties(tx: Transaction): Promise<County[]> {
  return selectRows(
    tx,
    Row,
    sql`SELECT c.id, c.name, coalesce(c.code, '') AS code, s.name AS state, substr(s.id, 4) AS postal
        FROM region c JOIN region s ON s.id = c.parent_id WHERE c.kind = 'county'`,
  )
}

async function ownCounties(tx: Transaction, organizationId: string): Promise<Set<string>> {
  const rows = await tx
    .select({ id: regionCounties.countyId })
    .from(regionCounties)
    .where(eq(regionCounties.organizationId, organizationId))
  return new Set(rows.map(({ id }) => id))
}
