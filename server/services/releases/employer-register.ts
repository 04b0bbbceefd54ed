import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { SECTORS } from '@/server/domain/industries'
import type { Electorate } from '@/server/domain/method/ledger'
import { waitingUnits } from '@/server/domain/people/employer-links'
import { linkHistory, unreviewedLinks } from '@/server/services/organizations/unreviewed-links'

/** Employers as their confirmed records stand when a release begins. */
export type EmployerRegister = Electorate & {
  /** Confirmed and not held, whether or not it waits because it may be one with another. */
  isConfirmed: (organizationId: string) => boolean
  /** Whether it waited at an earlier moment because it may have been one with another. */
  waitedAt: (organizationId: string, at: number) => boolean
  /** Where the record it was confirmed by says it is; null where it does not. */
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
  confirmedSince: z.coerce.number().nullable(),
  heldUntil: z.coerce.number().nullable(),
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
               (extract(epoch FROM o.created_at) * 1000)::bigint AS since,
               (extract(epoch FROM c.since) * 1000)::bigint AS "confirmedSince",
               (extract(epoch FROM nullif(o.held_until, 'infinity')) * 1000)::bigint AS "heldUntil"
        FROM organization o
        LEFT JOIN (
          SELECT DISTINCT ON (r.organization_id) r.*
          FROM employer_record r
          LEFT JOIN (SELECT organization_id, max(since) AS last FROM employer_record
                     WHERE NOT confirmed GROUP BY organization_id) u ON u.organization_id = r.organization_id
          WHERE r.confirmed AND (u.last IS NULL OR r.since > u.last)
          ORDER BY r.organization_id, r.since) c ON c.organization_id = o.id
        LEFT JOIN reporting_region rr ON rr.county_id = c.county_id
        LEFT JOIN region county ON county.id = c.county_id
        LEFT JOIN industry i ON i.id = c.industry_id
        WHERE o.kind = 'employer'`,
  )
  const moved = await movedEmployers(tx)
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
  const waitedUntil = endsOfWaiting(history, waitingBy, asOf.getTime())
  const confirmedSince = (id: string) => standingRecord(employers, id)?.confirmedSince ?? 0
  return {
    chainOf: (organizationId, at) => {
      const units = chains.get(organizationId) ?? [organizationId]
      if (at === undefined || !units.some((unit) => moved.has(unit))) return units
      return chain(employers, organizationId, (unit) =>
        moved.get(unit)?.findLast(([since]) => since <= at),
      )
    },
    confirmedSince,
    votesSince: (organizationId) =>
      Math.max(
        confirmedSince(organizationId),
        standingRecord(employers, organizationId)?.heldUntil ?? 0,
        waitedUntil.get(topOf(organizationId)) ?? 0,
      ),
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

type Parent = readonly [since: number, parentId: string | null]

/**
 * From an organization to the top; a longer or circular chain is taken for a mistake and cut.
 * @param parentAt the parent as the record once stood, where it has changed
 */
function chain(
  employers: ReadonlyMap<string, EmployerRow>,
  organizationId: string,
  parentAt: (unit: string) => Parent | undefined = () => undefined,
): string[] {
  const units = [organizationId]
  let up = above(employers, organizationId, parentAt)
  while (up !== null && units.length < LONGEST_CHAIN) {
    units.push(up)
    up = above(employers, up, parentAt)
  }
  return units
}

/** A merged record was never an employer of its own; a parent was one until the record said otherwise. */
function above(
  employers: ReadonlyMap<string, EmployerRow>,
  id: string,
  parentAt: (unit: string) => Parent | undefined,
): string | null {
  const employer = employers.get(id)
  if (employer?.merged) return employer.merged
  const then = parentAt(id)
  return then ? then[1] : (employer?.parent ?? null)
}

const Moved = z.object({ id: z.string(), since: z.coerce.number(), parent: z.string().nullable() })

/** The parents that employers have had, oldest first, of those whose parent has changed. */
async function movedEmployers(tx: Transaction): Promise<Map<string, Parent[]>> {
  const rows = await selectRows(
    tx,
    Moved,
    sql`SELECT organization_id AS id, (extract(epoch FROM since) * 1000)::bigint AS since, parent_id AS parent
        FROM employer_record
        WHERE organization_id IN (SELECT organization_id FROM employer_record
          GROUP BY organization_id HAVING count(DISTINCT coalesce(parent_id::text, '')) > 1)
        ORDER BY organization_id, since`,
  )
  const moved = new Map<string, Parent[]>()
  for (const { id, since, parent } of rows) {
    // The first record stands for the time before it as well.
    const own = moved.get(id)
    if (own) own.push([since, parent])
    else moved.set(id, [[0, parent]])
  }
  return moved
}

/** When employers that waited for a review of their links last stopped to. */
function endsOfWaiting(
  history: readonly { aId: string; bId: string; from: number; to: number | null }[],
  waitingBy: (links: readonly { aId: string; bId: string }[]) => ReadonlySet<string>,
  asOf: number,
): Map<string, number> {
  const ends = new Map<string, number>()
  for (const { to } of history) {
    if (to === null || to > asOf) continue
    const before = history.filter((link) => link.from < to && (link.to ?? to) >= to)
    for (const unit of waitingBy(before)) ends.set(unit, Math.max(ends.get(unit) ?? 0, to))
  }
  return ends
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
