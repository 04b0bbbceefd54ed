import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asReader, asTenant, selectRows, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import {
  demandedLines,
  isOverdue,
  shareDecided,
  standingOf,
} from '@/server/domain/reading/asking-lines'
import type { DecisionView } from '@/server/domain/reading/decisions'
import type { MapFilter } from '@/server/domain/reading/map-filter'
import type { ProviderSays } from '@/server/domain/reading/provider-says'
import type { ReportLine, ReportView } from '@/server/domain/reading/report-view'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { asShared, decisionsOfMap } from '@/server/services/decisions/read-decisions'
import { providerSays } from '@/server/services/decisions/read-provider-says'
import { nameCompetencies } from '@/server/services/frameworks/name-competencies'
import { type CloseReading, readClosely, readOwnClosely } from '@/server/services/maps/read-closely'
import { nameRegions } from '@/server/services/published/scope-regions'
import { repliesOfMap } from '@/server/services/replies/replies-of-map'
import { regionEmployment } from '@/server/services/summaries/region-employment'
import { whoTookPart } from '@/server/services/summaries/who-took-part'

/** A map as its provider acts on it; for a partnership, as the public reads it, with what was decided, where it is shared. */
export async function readReport(ctx: OrgContext, filter: MapFilter): Promise<ReportView> {
  await authorize(ctx, 'report.read')
  return ctx.organization.kind === 'provider' ? readOwn(ctx, filter) : readShared(ctx, filter)
}

async function readOwn(ctx: OrgContext, filter: MapFilter): Promise<ReportView> {
  const [reading] = await readOwnClosely(ctx, [filter])
  if (!reading) throw new Error('The map was not read.')
  const { place } = reading
  const typed = await asTenant(ctx, async (tx) => {
    const decisions = await decisionsOfMap(tx, place)
    return {
      decisions,
      replies: await repliesOfMap(tx, place),
      names: await nameCompetencies(tx, goneFrom(reading, decisions)),
      otherOccupations: await otherOccupations(tx, place),
    }
  })
  const lines = linesOf(reading, typed, ctx.now)
  return {
    ...sharedOf(reading, typed, await readBeside(reading, filter)),
    ...{ reader: 'provider', lines, replies: typed.replies },
    share: shareDecided(
      demandedLines(reading.map.rows, reading.asked, new Set(typed.decisions.keys())),
      ctx.now,
    ),
  }
}

async function readShared(ctx: OrgContext, filter: MapFilter): Promise<ReportView> {
  await asTenant(ctx, (tx) => findShare(tx, ctx.organization.id, filter))
  const reading = await readClosely(ctx, filter)
  const { place } = reading
  const typed = await asTenant(ctx, async (tx) => {
    const all = await decisionsOfMap(tx, place)
    const decisions = new Map([...all].map(([key, own]) => [key, own.slice(0, 1).map(asShared)]))
    return {
      decisions,
      names: await nameCompetencies(tx, goneFrom(reading, decisions)),
      otherOccupations: await otherOccupations(tx, place),
    }
  })
  // How long a line has waited, and how many are undecided, stays in the provider's workspace.
  const today = { ...reading, asked: [] }
  return {
    ...sharedOf(reading, typed, await readBeside(reading, filter)),
    ...{ reader: 'partnership', lines: linesOf(today, typed, ctx.now), replies: [], share: null },
  }
}

type Typed = {
  decisions: ReadonlyMap<string, DecisionView[]>
  names: ReadonlyMap<string, { label: string }>
  otherOccupations: ReportView['otherOccupations']
}

type Beside = { says: ProviderSays; heard: ReportView['heard'] }

/** What both readers are told. */
function sharedOf(reading: CloseReading, typed: Typed, { says, heard }: Beside) {
  const { map, important } = reading
  const unclaimed = new Set(
    map.rows.filter(({ claim }) => claim === 'not_claimed').map(({ key }) => key),
  )
  return {
    map,
    decisions: [...typed.decisions].map(([key, decisions]) => ({ key, decisions })),
    notClaimed: important.filter((key) => unclaimed.has(key)),
    otherOccupations: typed.otherOccupations,
    ...{ heard, says },
  }
}

/** Lines that ask for something or are decided, in the order of the map; at the end those that stand on it no more. */
function linesOf({ map, asked }: CloseReading, typed: Typed, now: Date): ReportLine[] {
  const askedOf = new Map(asked.map((each) => [each.key, each]))
  const keys = new Set(typed.decisions.keys())
  const demandedOf = new Map(demandedLines(map.rows, asked, keys).map((each) => [each.key, each]))
  const lines = map.rows.flatMap((row): ReportLine[] => {
    const found = askedOf.get(row.key)
    const decided = keys.has(row.key)
    const standing = standingOf(row, found?.in ?? null, decided)
    if (!standing && !decided) return []
    const demanded = demandedOf.get(row.key)
    return [
      {
        ...{ key: row.key, label: row.competency.label, standing, decided },
        demanded: demanded !== undefined,
        asked: found ? { release: found.in.first, at: found.at } : null,
        overdue: demanded !== undefined && isOverdue(demanded, now),
      },
    ]
  })
  const gone = goneFrom({ map }, typed.decisions).map(
    (key): ReportLine => ({
      ...{ key, label: typed.names.get(key)?.label ?? '', standing: null, decided: true },
      ...{ demanded: false, asked: null, overdue: false },
    }),
  )
  return [...lines, ...gone.filter(({ label }) => label !== '')]
}

/** Decided lines whose competency is on the map no more. */
function goneFrom(
  { map }: Pick<CloseReading, 'map'>,
  decisions: ReadonlyMap<string, DecisionView[]>,
): string[] {
  const rows = new Set(map.rows.map(({ key }) => key))
  return [...decisions.keys()].filter((key) => !rows.has(key))
}

/** What stands in public beside the map, and who has not been heard, of the region that is read. */
function readBeside({ groups, map }: CloseReading, filter: MapFilter): Promise<Beside> {
  return asReader(async (tx) => {
    const says = await providerSays(tx, {
      credential: filter.credential,
      occupation: filter.occupation,
    })
    const ids = [...new Set(groups.flatMap(({ regionId }) => regionId ?? []))]
    const regions = await nameRegions(tx, ids)
    // Other sectors are no part of one's report, and another region's jobs are not those that are read.
    const asked = map.filter.region
    const region = asked
      ? regions.find(({ slug }) => slug === asked.slug)
      : regions.length === 1
        ? regions[0]
        : undefined
    const employment =
      region && map.filter.sector === null ? await regionEmployment(tx, region) : null
    return {
      says,
      heard: whoTookPart(groups, new Map(regions.map(({ id, name }) => [id, name])), employment),
    }
  })
}

const Occupation = z.object({ code: z.string(), title: z.string() })

function otherOccupations(
  tx: Transaction,
  { credentialId, occupationId }: CloseReading['place'],
): Promise<z.infer<typeof Occupation>[]> {
  return selectRows(
    tx,
    Occupation,
    sql`SELECT j.code, j.title FROM credential_occupation l JOIN occupation j ON j.id = l.occupation_id
        WHERE l.credential_id = ${credentialId} AND l.occupation_id <> ${occupationId} ORDER BY j.title`,
  )
}

async function findShare(tx: Transaction, partnershipId: string, filter: MapFilter): Promise<void> {
  const found = await selectRows(
    tx,
    z.object({ one: z.number() }),
    sql`SELECT 1 AS one FROM report_share s JOIN credential c ON c.id = s.credential_id
        JOIN occupation j ON j.id = s.occupation_id
        WHERE s.partnership_id = ${partnershipId} AND c.slug = ${filter.credential} AND j.code = ${filter.occupation}`,
  )
  if (found.length === 0) throw new DomainError('not_found', 'maps.none')
}
