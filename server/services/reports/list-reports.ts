import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asTenant, selectRows } from '@/server/db/tenancy'
import { mostAcross } from '@/server/domain/reading/across'
import { daysOpen, demandedLines, isOverdue } from '@/server/domain/reading/asking-lines'
import type { MapLine } from '@/server/domain/reading/map-list'
import type { ReportListItem } from '@/server/domain/reading/report-view'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { listOpen } from '@/server/services/decisions/list-open'
import { listMaps, listOwnMaps } from '@/server/services/maps/list-maps'
import { type CloseReading, readOwnClosely } from '@/server/services/maps/read-closely'

/** The reports of a provider's own maps, or those that were shared with a partnership. */
export async function listReports(ctx: OrgContext): Promise<ReportListItem[]> {
  await authorize(ctx, 'report.read')
  return ctx.organization.kind === 'provider' ? listOwn(ctx) : listShared(ctx)
}

async function listOwn(ctx: OrgContext): Promise<ReportListItem[]> {
  const maps = await listOwnMaps(ctx)
  const rated = maps.filter(({ employers }) => employers > 0).slice(0, mostAcross)
  const readings = await readOwnClosely(
    ctx,
    rated.map(({ credential, occupation }) => ({
      ...{ credential: credential.slug, occupation: occupation.code },
      ...{ region: 'all', sector: 'all' as const },
    })),
  )
  const { decided, open } = await listOpen(ctx)
  const decidedOf = new Map(
    decided.map((each) => [`${each.credential} ${each.occupation}`, new Set(each.competencyIds)]),
  )
  const readingOf = new Map(rated.map((map, at) => [map, readings[at]]))
  return maps.map((map) => {
    const reading = readingOf.get(map)
    const due = open.find(
      ({ credential, occupation, dueOn }) =>
        dueOn !== null &&
        credential.slug === map.credential.slug &&
        occupation.code === map.occupation.code,
    )
    return {
      ...{ map, sharedBy: null, dueOn: due?.dueOn ?? null },
      ...(reading
        ? progressOf(reading, decidedOf.get(nameOf(map)) ?? new Set(), ctx.now)
        : { lines: null, overdueDays: null }),
    }
  })
}

function nameOf({ credential, occupation }: MapLine): string {
  return `${credential.slug} ${occupation.code}`
}

/** How far the lines are that are to be decided. */
function progressOf(
  { map, asked }: CloseReading,
  decidedKeys: ReadonlySet<string>,
  now: Date,
): Pick<ReportListItem, 'lines' | 'overdueDays'> {
  const lines = demandedLines(map.rows, asked, decidedKeys)
  const overdue = lines.flatMap((line) =>
    line.askedAt && isOverdue(line, now) ? [daysOpen(line.askedAt, now)] : [],
  )
  return {
    lines: { decided: lines.filter(({ decided }) => decided).length, of: lines.length },
    overdueDays: overdue.length > 0 ? Math.max(...overdue) : null,
  }
}

const Shared = z.object({ credential: z.string(), occupation: z.string(), by: z.string() })

async function listShared(ctx: OrgContext): Promise<ReportListItem[]> {
  const shared = await asTenant(ctx, (tx) =>
    selectRows(
      tx,
      Shared,
      sql`SELECT c.slug AS credential, j.code AS occupation, o.name AS by
          FROM report_share s JOIN credential c ON c.id = s.credential_id
          JOIN occupation j ON j.id = s.occupation_id JOIN organization o ON o.id = s.organization_id
          WHERE s.partnership_id = ${ctx.organization.id} ORDER BY o.name, c.slug, j.title`,
    ),
  )
  const found: ReportListItem[] = []
  for (const { credential, occupation, by } of shared) {
    const { items } = await listMaps({ credentials: [credential], occupation })
    found.push(
      ...items.map((map) => ({
        ...{ map, sharedBy: by, lines: null, overdueDays: null, dueOn: null },
      })),
    )
  }
  return found
}
