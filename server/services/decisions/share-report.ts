import { and, eq, sql } from 'drizzle-orm'
import { reportShares } from '@/server/db/schema/decisions'
import { organizations } from '@/server/db/schema/organizations'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import type { MapView } from '@/server/domain/reading/map-view'
import type { ReportShare } from '@/server/domain/reading/report-shares'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { readOwnMap } from '@/server/services/maps/read-map'
import { findPlace } from './find-place'

/** Lets a confirmed partnership read a report, from the public day of what it says on (METHOD §8 R15). */
export async function shareReport(
  ctx: OrgContext,
  { report, partnershipId }: ReportShare,
): Promise<void> {
  await authorize(ctx, 'report.share')
  const map = await readOwnMap(ctx, { ...report, region: 'all', sector: 'all' })
  await asTenant(ctx, async (tx) => {
    const place = await findPlace(tx, ctx, report)
    await findPartnership(tx, partnershipId)
    refuseEarly(map)
    await tx
      .insert(reportShares)
      .values({ ...place, partnershipId, byUser: ctx.actor.userId, at: ctx.now })
      .onConflictDoNothing()
    await recordAudit(tx, ctx, {
      verb: 'report.share',
      target: { kind: 'organization', id: partnershipId },
      detail: { credential: place.credentialId, occupation: place.occupationId },
    })
  })
}

function refuseEarly({ credential, release, publicFrom }: MapView): void {
  if (credential.state === 'draft') throw new DomainError('conflict', 'reports.draft')
  if (!release) throw new DomainError('conflict', 'reports.nothingReleased')
  if (!publicFrom) return
  const day = publicFrom.toISOString().slice(0, 10)
  throw new DomainError('conflict', 'reports.notPublicYet', { values: { day } })
}

async function findPartnership(tx: Transaction, partnershipId: string): Promise<void> {
  const [found] = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(
      and(
        eq(organizations.id, partnershipId),
        eq(organizations.kind, 'partnership'),
        eq(organizations.verification, 'V2'),
        sql`${organizations.mergedIntoId} IS NULL`,
      ),
    )
  if (!found)
    throw new DomainError('not_found', 'reports.noPartnership', { field: 'partnershipId' })
}
