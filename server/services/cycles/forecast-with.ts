import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { employerKey } from '@/server/domain/people/employer-matches'
import { askedOf } from './asked-of'
import type { CycleRow } from './find-cycle'
import { type CycleForecast, forecastBoth } from './forecast-cycle'
import { type InvitedEmployer, invitedEmployers } from './invited-employers'
import { usableRows } from './match-addresses'
import type { PlacedRow } from './place-rows'

/** What a cycle could publish if these rows were added to its list. */
export async function forecastWith(
  tx: Transaction,
  cycle: CycleRow,
  rows: readonly PlacedRow[],
): Promise<{ forecast: CycleForecast; ifConfirmed: CycleForecast }> {
  const invited = await invitedEmployers(tx, cycle.id)
  const waiting = await waitingEmployers(tx, rows)
  return forecastBoth(tx, cycle, {
    asked: await askedOf(tx, cycle.id),
    employers: [...invited, ...waiting],
  })
}

/** The employers of rows that wait, each where its record or the asker says that it stands. */
async function waitingEmployers(
  tx: Transaction,
  rows: readonly PlacedRow[],
): Promise<InvitedEmployer[]> {
  const usable = usableRows(rows)
  const regions = await labelled(
    tx,
    usable.flatMap(({ county }) => county.id ?? []),
    (ids) => sql`SELECT c.id, coalesce(rr.region_id, c.parent_id) AS of FROM region c
                 LEFT JOIN reporting_region rr ON rr.county_id = c.id WHERE c.id IN (${ids})`,
  )
  const sectors = await labelled(
    tx,
    usable.flatMap(({ industry }) => industry.id ?? []),
    (ids) => sql`SELECT i.id, i.sector AS of FROM industry i WHERE i.id IN (${ids})`,
  )
  return usable.map(({ match, record, county, industry }): InvitedEmployer => {
    const key = employerKey(match)
    const place = {
      region: regions.get(county.id ?? '') ?? null,
      sector: sectors.get(industry.id ?? '') ?? null,
    }
    const confirmed = record?.confirmed ?? false
    const today = confirmed ? place : { region: null, sector: null }
    return { id: key, legalId: record?.legal_id ?? key, confirmed, ...today, proposed: place }
  })
}

const Label = z.object({ id: z.string(), of: z.string().nullable() })

async function labelled(
  tx: Transaction,
  ids: readonly string[],
  query: (ids: ReturnType<typeof sql.join>) => ReturnType<typeof sql>,
): Promise<Map<string, string | null>> {
  const each = [...new Set(ids)].map((id) => sql`${id}`)
  if (each.length === 0) return new Map()
  const rows = await selectRows(tx, Label, query(sql.join(each, sql`, `)))
  return new Map(rows.map(({ id, of }) => [id, of]))
}
