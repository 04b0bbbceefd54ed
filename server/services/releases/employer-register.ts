import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { waitingUnits } from '@/server/domain/employer-links'
import { SECTORS } from '@/server/domain/industries'
import type { Electorate } from '@/server/domain/ledger'
import { linkHistory, unreviewedLinks } from '@/server/services/integrity/unreviewed-links'

/** Employers as their confirmed records stand when a release begins. */
export type EmployerRegister = Electorate & {
  /** Confirmed and not held, whether or not it waits because it may be one with another. */
  isConfirmed: (organizationId: string) => boolean
  /** Whether it waited at an earlier moment because it may have been one with another. */
  waitedAt: (organizationId: string, at: number) => boolean
  /** Where the record says it is; null where it does not. */
  placeOf: (organizationId: string) => { region: string | null; sector: string | null }
  /** Regions and sectors a vote may be counted in. */
  isRegion: (id: string) => boolean
  isSector: (code: string) => boolean
}

const Employer = z.object({
  id: z.string(),
  merged: z.string().nullable(),
  parent: z.string().nullable(),
  confirmed: z.boolean(),
  held: z.boolean(),
  region: z.string().nullable(),
  sector: z.string().nullable(),
  since: z.coerce.number(),
})

const LONGEST_CHAIN = 8

/** Reads all employers at once: a release asks for each of them many times. */
export async function loadEmployers(tx: Transaction, asOf: Date): Promise<EmployerRegister> {
  const rows = await selectRows(
    tx,
    Employer,
    sql`SELECT o.id, o.merged_into_id AS merged, o.parent_id AS parent,
               o.verification = 'V2' AS confirmed,
               coalesce(o.held_until > ${asOf.toISOString()}::timestamptz, false) AS held,
               coalesce(rr.region_id, county.parent_id) AS region, i.sector,
               (extract(epoch FROM o.created_at) * 1000)::bigint AS since
        FROM organization o
        LEFT JOIN reporting_region rr ON rr.county_id = o.county_id
        LEFT JOIN region county ON county.id = o.county_id
        LEFT JOIN industry i ON i.id = o.industry_id
        WHERE o.kind = 'employer'`,
  )
  const regions = await selectRows(tx, z.object({ id: z.string() }), sql`SELECT id FROM region`)
  const employers = new Map(rows.map((row) => [row.id, row]))
  const known = new Set(regions.map((region) => region.id))
  const sectors = new Set<string>(SECTORS)
  // A release asks for the same employers again on every item.
  const chains = new Map(rows.map(({ id }) => [id, chain(employers, id)]))
  const topOf = (id: string) => chains.get(id)?.at(-1) ?? id
  const units = new Map(rows.map(({ id, since }) => [id, since]))
  const waitingBy = (links: readonly { aId: string; bId: string }[]) =>
    waitingUnits(
      units,
      links.map(({ aId, bId }) => [topOf(aId), topOf(bId)] as const),
    )
  const waiting = waitingBy(await unreviewedLinks(tx))
  const history = await linkHistory(tx)
  const confirmed = new Set(
    rows.flatMap(({ id }) => {
      const record = standingRecord(employers, id)
      return record?.confirmed && !record.held ? [id] : []
    }),
  )
  const voters = new Set([...confirmed].filter((id) => !waiting.has(topOf(id))))
  return {
    chainOf: (organizationId) => chains.get(organizationId) ?? [organizationId],
    mayVote: (organizationId) => voters.has(organizationId),
    isConfirmed: (organizationId) => confirmed.has(organizationId),
    waitedAt: (organizationId, at) => {
      const links = history.filter((link) => link.from <= at && (link.to ?? at + 1) > at)
      return links.length > 0 && waitingBy(links).has(topOf(organizationId))
    },
    placeOf: (organizationId) => {
      const employer = standingRecord(employers, organizationId)
      return { region: employer?.region ?? null, sector: employer?.sector ?? null }
    },
    isRegion: (id) => known.has(id),
    isSector: (code) => sectors.has(code),
  }
}

type EmployerRow = z.infer<typeof Employer>

/** From an organization to the top; a longer or circular chain is taken for a mistake and cut. */
function chain(employers: ReadonlyMap<string, EmployerRow>, organizationId: string): string[] {
  const units = [organizationId]
  for (let up = above(employers, organizationId); up !== null; up = above(employers, up)) {
    if (units.includes(up) || units.length === LONGEST_CHAIN) break
    units.push(up)
  }
  return units
}

function above(employers: ReadonlyMap<string, EmployerRow>, id: string): string | null {
  const employer = employers.get(id)
  return employer?.merged ?? employer?.parent ?? null
}

/** The record a merged one was merged into: it is the one people confirm and keep up to date. */
function standingRecord(
  employers: ReadonlyMap<string, EmployerRow>,
  organizationId: string,
): EmployerRow | undefined {
  let employer = employers.get(organizationId)
  for (let step = 0; employer?.merged && step < LONGEST_CHAIN; step++) {
    employer = employers.get(employer.merged)
  }
  return employer
}
