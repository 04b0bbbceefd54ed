import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { cycleLimits } from '@/server/domain/asking/cycles'
import type { AddressesRead, AddressPreview } from '@/server/domain/people/address-lists'
import { type AddressEdits, type ListRow, rowsOfList } from '@/server/domain/people/address-rows'
import { ownDomain } from '@/server/domain/people/addresses'
import {
  type EmployerNotes,
  employerNotes,
  type FoundEmployer,
  matchEmployers,
} from '@/server/domain/people/employer-matches'
import { employersLike } from '@/server/services/organizations/employers-like'
import { invitedTo } from './invited-to'

/** A list as it was read, and what was changed in its rows since. */
export type ListSaid = { read: Omit<AddressesRead, 'remarks'>; edits: AddressEdits }

type Problem = AddressPreview['problems'][number]['reason']

/** A row with the employer of its address, or with what keeps it from being used; neither of one that is left out. */
export type MatchedRow = Omit<ListRow, 'reason'> & {
  match: FoundEmployer | null
  problem: Problem | null
}

/** A row that can be added. */
type Usable = { email: string; match: FoundEmployer }

export type MatchedList = {
  rows: MatchedRow[]
  /** The employers on record that could be meant, by their ids. */
  known: ReadonlyMap<string, KnownRecord>
  notes: EmployerNotes
}

const Known = z.object({
  id: z.string(),
  legal_id: z.string(),
  name: z.string(),
  domain: z.string().nullable(),
  confirmed: z.boolean(),
  county_id: z.string().nullable(),
  industry_id: z.string().nullable(),
  proposed_county_id: z.string().nullable(),
  proposed_industry_id: z.string().nullable(),
})
export type KnownRecord = z.infer<typeof Known>

/** Finds the employer of each address of a list that waits for a cycle. */
export async function matchAddresses(
  tx: Transaction,
  cycle: { id: string; organizationId: string },
  { read, edits }: ListSaid,
): Promise<MatchedList> {
  const invited = await invitedTo(tx, cycle.id)
  const rows = rowsOfList(read, edits, cycleLimits.addresses)
  const wanted = rows.flatMap((row) => {
    const { email } = row
    return row.out || !email || invited.has(email) ? [] : [{ ...row, email }]
  })
  const known = await candidates(tx, cycle.organizationId, wanted)
  const found = matchEmployers(wanted, known)
  const matches = new Map(wanted.map(({ key }, at) => [key, found[at]]))
  const matched = rows.map(({ reason, ...row }): MatchedRow => {
    if (row.out || reason) return { ...row, match: null, problem: reason }
    const match = matches.get(row.key)
    if (!match) return { ...row, match: null, problem: 'already_invited' }
    if (match.kind === 'unknown') return { ...row, match: null, problem: 'no_employer' }
    if (match.kind === 'several') return { ...row, match: null, problem: 'several_employers' }
    return { ...row, match, problem: null }
  })
  return {
    rows: matched,
    known: new Map(known.map((record) => [record.id, record])),
    notes: employerNotes(usableRows(matched), known),
  }
}

/** The rows that adding the list would add. */
export function usableRows<Row extends Pick<MatchedRow, 'email' | 'match'>>(
  rows: readonly Row[],
): (Row & Usable)[] {
  return rows.flatMap((row) => {
    const { email, match } = row
    return email && match ? [{ ...row, email, match }] : []
  })
}

/** Employers that could be meant: at one of the domains, or whose name begins with the same word. */
async function candidates(
  tx: Transaction,
  askerId: string,
  rows: readonly { email: string; employer: string | null }[],
) {
  const like = employersLike({
    domains: rows.flatMap(({ email }) => ownDomain(email) ?? []),
    names: rows.flatMap(({ employer }) => employer ?? []),
  })
  return selectRows(
    tx,
    Known,
    sql`SELECT o.id, coalesce(o.parent_id, o.id) AS legal_id, o.name, o.domain, o.verification = 'V2' AS confirmed,
               o.county_id, o.industry_id, p.county_id AS proposed_county_id, p.industry_id AS proposed_industry_id
        FROM organization o
        LEFT JOIN employer_proposal p ON p.employer_id = o.id AND p.organization_id = ${askerId}
        WHERE ${like}
        ORDER BY o.created_at, o.id`,
  )
}
