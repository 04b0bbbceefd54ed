import { and, eq } from 'drizzle-orm'
import { reportShares } from '@/server/db/schema/decisions'
import { asTenant } from '@/server/db/tenancy'
import type { ReportShare } from '@/server/domain/reading/report-shares'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findPlace } from './find-place'

/** Takes a shared report away at once; one that is not shared stays so. */
export async function unshareReport(
  ctx: OrgContext,
  { report, partnershipId }: ReportShare,
): Promise<void> {
  await authorize(ctx, 'report.share')
  await asTenant(ctx, async (tx) => {
    const { organizationId, credentialId, occupationId } = await findPlace(tx, ctx, report)
    const removed = await tx
      .delete(reportShares)
      .where(
        and(
          eq(reportShares.organizationId, organizationId),
          eq(reportShares.credentialId, credentialId),
          eq(reportShares.occupationId, occupationId),
          eq(reportShares.partnershipId, partnershipId),
        ),
      )
      .returning({ id: reportShares.partnershipId })
    if (removed.length === 0) return
    await recordAudit(tx, ctx, {
      verb: 'report.unshare',
      target: { kind: 'organization', id: partnershipId },
      detail: { credential: credentialId, occupation: occupationId },
    })
  })
}
