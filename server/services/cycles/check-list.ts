import { eq } from 'drizzle-orm'
import { organizations } from '@/server/db/schema/organizations'
import type { Transaction } from '@/server/db/tenancy'
import type { IndustryIndex } from '@/server/domain/catalogue/industry-index'
import type { AddressPage, AddressRow } from '@/server/domain/people/address-lists'
import { rowsOfPage } from '@/server/domain/people/address-rows'
import type { CycleRow } from './find-cycle'
import { type ListSaid, type MatchedList, matchAddresses } from './match-addresses'
import { type Placed, type PlacedRow, placeRows } from './place-rows'

export type CheckedList = Omit<MatchedList, 'rows'> & { rows: PlacedRow[] }

/** What each row of a list comes to for a cycle: its employer, where that stands, or what is wrong. */
export async function checkList(
  tx: Transaction,
  cycle: Pick<CycleRow, 'id' | 'organizationId'>,
  { industries, ...list }: ListSaid & { industries: IndustryIndex },
): Promise<CheckedList> {
  const matched = await matchAddresses(tx, cycle, list)
  const [asker] = await tx
    .select({ countyId: organizations.countyId })
    .from(organizations)
    .where(eq(organizations.id, cycle.organizationId))
  return {
    ...matched,
    rows: await placeRows(tx, { asker: asker ?? { countyId: null }, industries }, matched),
  }
}

/** How many rows at which something is wrong are named. */
const mostWrong = 10

/** One page of a list; the nearest where there is none of that number. */
export function pageOf({ rows }: CheckedList, wanted: number): AddressPage {
  const pages = Math.max(1, Math.ceil(rows.length / rowsOfPage))
  const page = Math.min(pages, Math.max(1, wanted))
  const wrong = rows.flatMap(({ problem, line, quote }, at) =>
    problem ? [{ line, quote, page: Math.floor(at / rowsOfPage) + 1 }] : [],
  )
  return {
    ...{ page, pages, count: rows.length, wrong: wrong.slice(0, mostWrong) },
    rows: rows.slice((page - 1) * rowsOfPage, page * rowsOfPage).map(shownRow),
  }
}

/** A row as a person sees it. */
export function shownRow({ match, record, ...row }: PlacedRow): AddressRow {
  const { key, line, out, problem, firstLine, quote } = row
  return {
    ...{ key, line, out, problem, firstLine, quote },
    email: row.text,
    name: row.name ?? '',
    employer: row.employer ?? match?.name ?? '',
    county: cellOf(row.county),
    industry: cellOf(row.industry),
    confirmed: record?.confirmed ?? false,
    how: match?.kind ?? null,
  }
}

function cellOf({ id: _, ...cell }: Placed): AddressRow['county'] {
  return cell
}
