import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { credentialCompetencies } from '@/server/db/schema/credentials'
import { competencyVersions, frameworks, imports } from '@/server/db/schema/frameworks'
import { asErrand, asTenant, selectRows, type Transaction } from '@/server/db/tenancy'
import { DomainError, type RefusalKey } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { restoreSnapshot } from '@/server/services/frameworks/framework-snapshot'
import { findImport, type ImportRecord } from './find-import'

/**
 * Takes an import back where nobody was asked about what it brought: the framework is again as
 * the version before said, a framework that was new is gone.
 */
export function undoImport(ctx: OrgContext, input: { id: string }): Promise<void> {
  return asErrand(() => undo(ctx, input))
}

async function undo(ctx: OrgContext, input: { id: string }): Promise<void> {
  await authorize(ctx, 'import.edit')
  await asTenant(ctx, async (tx) => {
    const record = await findImport(tx, input.id, { lock: true })
    const reason = await whyNotUndone(tx, record)
    if (reason) throw new DomainError('conflict', reason)
    const { frameworkId, frameworkVersionId } = record
    if (frameworkId && frameworkVersionId) {
      const version = { frameworkId, versionId: frameworkVersionId }
      await restoreSnapshot(tx, version, record.id, ctx.now)
    }
    await tx
      .update(imports)
      .set({ state: 'undone', finishedAt: ctx.now, frameworkVersionId: null, before: null })
      .where(eq(imports.id, record.id))
    await recordAudit(tx, ctx, { verb: 'import.undo', target: { kind: 'import', id: record.id } })
  })
}

/** Why an applied import cannot be taken back, or null when it can. */
export async function whyNotUndone(
  tx: Transaction,
  record: ImportRecord,
): Promise<RefusalKey | null> {
  const { frameworkId, frameworkVersionId } = record
  if (record.state !== 'applied') return 'imports.notApplied'
  if (!frameworkId || !frameworkVersionId) return 'imports.changedNothing'
  const [framework] = await tx.select().from(frameworks).where(eq(frameworks.id, frameworkId))
  if (framework?.currentVersionId !== frameworkVersionId) {
    return 'imports.frameworkChanged'
  }
  if (!record.hasBefore && framework.state !== 'draft') {
    return 'imports.frameworkPublished'
  }
  if (await wasAsked(tx, frameworkVersionId)) {
    return 'imports.asked'
  }
  if (await wasClaimed(tx, frameworkVersionId)) {
    return 'imports.claimed'
  }
  return null
}

/** A question list keeps the versions it shows, so it knows whether anybody may have answered. */
async function wasAsked(tx: Transaction, frameworkVersionId: string): Promise<boolean> {
  const rows = await selectRows(
    tx,
    z.object({ asked: z.boolean() }),
    sql`SELECT EXISTS (
      SELECT 1 FROM question_list q
      CROSS JOIN LATERAL jsonb_array_elements_text(q.competency_version_ids) AS shown (id)
      JOIN competency_version v ON v.id = shown.id::uuid
      WHERE v.framework_version_id = ${frameworkVersionId}) AS asked`,
  )
  return rows[0]?.asked ?? true
}

async function wasClaimed(tx: Transaction, frameworkVersionId: string): Promise<boolean> {
  const [claimed] = await tx
    .select({ id: credentialCompetencies.id })
    .from(credentialCompetencies)
    .innerJoin(
      competencyVersions,
      eq(competencyVersions.competencyId, credentialCompetencies.competencyId),
    )
    .where(
      and(
        eq(competencyVersions.frameworkVersionId, frameworkVersionId),
        eq(competencyVersions.no, 1),
      ),
    )
    .limit(1)
  return claimed !== undefined
}
