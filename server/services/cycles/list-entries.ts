import { asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { raterListEntries } from '@/server/db/schema/cycles'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import type { RaterEntry } from '@/server/domain/people/rater-lists'
import type { PlacedRow } from './place-rows'

const Entry = z.object({
  email: z.string(),
  name: z.string().nullable(),
  employer: z.string().nullable(),
  countyId: z.string().nullable(),
  industryId: z.string().nullable(),
})

/** The list of a cycle as it was typed, but for what was taken back; what became of the mails is no part of it. */
export function entriesOfCycle(tx: Transaction, cycleId: string): Promise<RaterEntry[]> {
  return selectRows(
    tx,
    Entry,
    sql`SELECT v.email, v.name, coalesce(kept.name, o.name) AS employer,
               p.county_id AS "countyId", p.industry_id AS "industryId"
        FROM rater_invitation v
        JOIN organization o ON o.id = v.employer_id
        LEFT JOIN organization kept ON kept.id = o.merged_into_id
        LEFT JOIN employer_proposal p ON p.employer_id = coalesce(kept.id, o.id) AND p.organization_id = v.organization_id
        WHERE v.cycle_id = ${cycleId} AND v.delivery <> 'revoked'
        ORDER BY v.created_at, v.email`,
  )
}

/** A list that is kept. */
export function entriesOfList(tx: Transaction, listId: string): Promise<RaterEntry[]> {
  const { email, name, employer, countyId, industryId, position } = raterListEntries
  return tx
    .select({ email, name, employer, countyId, industryId })
    .from(raterListEntries)
    .where(eq(raterListEntries.listId, listId))
    .orderBy(asc(position))
}

/** The addresses of a list that waits, but for those left out; of an employer's place, what its record does not say. */
export function entriesOfRows(rows: readonly PlacedRow[]): RaterEntry[] {
  const said = ({ from, id }: PlacedRow['county']) =>
    from === 'typed' || from === 'list' || from === 'proposal' ? id : null
  return rows.flatMap(({ email, name, employer, out, match, county, industry }) => {
    if (out || !email) return []
    const known = match && match.kind !== 'new' ? match.name : null
    return [
      {
        ...{ email, name, employer: employer ?? known },
        ...{ countyId: said(county), industryId: said(industry) },
      },
    ]
  })
}
