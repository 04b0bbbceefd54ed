import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { type IndustryIndex, industryMeant } from '@/server/domain/catalogue/industry-index'
import { groupBy } from '@/server/domain/group-by'
import type { PlaceCell } from '@/server/domain/people/address-lists'
import { countyLabel } from '@/server/domain/people/county-names'
import { employerKey } from '@/server/domain/people/employer-matches'
import { readCounties } from '@/server/services/organizations/read-counties'
import { type KnownRecord, type MatchedList, type MatchedRow, usableRows } from './match-addresses'

/** What a cell says, and the county or industry that it means. */
export type Placed = PlaceCell & { id: string | null }

export type PlacedRow = Omit<MatchedRow, 'county' | 'industry'> & {
  record: KnownRecord | null
  county: Placed
  industry: Placed
}

/** What rows are read with: where the asker is, and what industries are called. */
export type Reading = { asker: { countyId: string | null }; industries: IndustryIndex }

/**
 * Where the employer of each row stands: as its record says; else what was typed in any of its rows; else what this asker
 * proposed before; else what the list says; else in the asker's own county. All rows of one employer say the same.
 */
export async function placeRows(
  tx: Transaction,
  { asker, industries }: Reading,
  { rows, known }: Pick<MatchedList, 'rows' | 'known'>,
): Promise<PlacedRow[]> {
  const employers = [...groupBy(usableRows(rows), ({ match }) => employerKey(match))].map(
    ([key, own]) => {
      const record = known.get(key) ?? null
      return {
        ...{ key, record },
        county: sourceOf({
          record: record?.county_id,
          typed: own.find(({ edit }) => edit.county !== undefined)?.edit.county,
          proposal: record?.proposed_county_id,
          list: own.find(({ county }) => county)?.county,
          asker: asker.countyId,
        }),
        industry: sourceOf({
          record: record?.industry_id,
          typed: own.find(({ edit }) => edit.industry !== undefined)?.edit.industry,
          proposal: record?.proposed_industry_id,
          list: own.find(({ industry }) => industry)?.industry,
        }),
      }
    },
  )
  const counties = await countiesOf(
    tx,
    asker.countyId,
    employers.map(({ county }) => county),
  )
  const byKey = new Map(employers.map((employer) => [employer.key, employer]))
  return rows.map((row): PlacedRow => {
    const employer = row.match ? byKey.get(employerKey(row.match)) : undefined
    if (!employer) {
      const said = (text: string | null | undefined) => ({ ...nowhere, text: text ?? '' })
      const county = said(row.edit.county ?? row.county)
      return { ...row, record: null, county, industry: said(row.edit.industry ?? row.industry) }
    }
    const { record } = employer
    return {
      ...row,
      record,
      county: counties(employer.county),
      industry: industryOf(industries, employer.industry),
    }
  })
}

/** Who says where an employer stands, and how: by a code, or in words that have to be read. */
type Source = { from: PlaceCell['from'] } & ({ id: string } | { text: string })

const nowhere: Placed = { text: '', id: null, from: null, problem: null, several: [] }

function sourceOf(said: {
  record: string | null | undefined
  typed: string | undefined
  proposal: string | null | undefined
  list: string | null | undefined
  asker?: string | null
}): Source {
  if (said.record) return { from: 'record', id: said.record }
  if (said.typed !== undefined) return { from: 'typed', text: said.typed }
  if (said.proposal) return { from: 'proposal', id: said.proposal }
  if (said.list) return { from: 'list', text: said.list }
  return said.asker ? { from: 'asker', id: said.asker } : { from: null, text: '' }
}

const County = z.object({ id: z.string(), name: z.string(), state: z.string() })

/** What each of these sources says of a county. */
async function countiesOf(
  tx: Transaction,
  near: string | null,
  sources: readonly Source[],
): Promise<(source: Source) => Placed> {
  const ids = idsOf(sources)
  const rows =
    ids.length > 0
      ? await selectRows(
          tx,
          County,
          sql`SELECT c.id, c.name, s.name AS state FROM region c JOIN region s ON s.id = c.parent_id
              WHERE c.id IN (${sql.join(
                ids.map((id) => sql`${id}`),
                sql`, `,
              )})`,
        )
      : []
  const labels = new Map(rows.map((county) => [county.id, countyLabel(county)]))
  const read = await readCounties(tx, textsOf(sources), near)
  return (source) => {
    const { from } = source
    if ('id' in source)
      return { ...nowhere, from, id: source.id, text: labels.get(source.id) ?? '' }
    const { text } = source
    const meant = read.get(text)
    if (!meant) return { ...nowhere, from, text }
    if (meant.kind === 'one') {
      return { ...nowhere, from, id: meant.county.id, text: countyLabel(meant.county) }
    }
    const several = meant.kind === 'several' ? meant.states : []
    return { ...nowhere, from, text, problem: meant.kind, several }
  }
}

/** What a source says of an industry. */
function industryOf(index: IndustryIndex, source: Source): Placed {
  const { from } = source
  const labelled = (id: string) => {
    const found = index.entries.find(({ entry }) => entry.id === id)?.entry
    return { ...nowhere, from, id, text: found ? `${found.code} ${found.title}` : '' }
  }
  if ('id' in source) return labelled(source.id)
  const { text } = source
  if (text === '') return { ...nowhere, from }
  const meant = industryMeant(index, text)
  if (meant.kind === 'one') return labelled(meant.industry.id)
  const several = meant.kind === 'several' ? meant.industries.map(({ title }) => title) : []
  return { ...nowhere, from, text, problem: meant.kind, several }
}

function idsOf(sources: readonly Source[]): string[] {
  return [...new Set(sources.flatMap((source) => ('id' in source ? [source.id] : [])))]
}

function textsOf(sources: readonly Source[]): string[] {
  return [
    ...new Set(sources.flatMap((source) => ('text' in source && source.text ? [source.text] : []))),
  ]
}
