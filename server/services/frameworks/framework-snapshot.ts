import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { insertRows } from '@/server/db/insert-rows'
import {
  competencies,
  competencyAssociations,
  competencyVersions,
  frameworks,
  frameworkVersions,
} from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'
import { treeLinksOf } from '@/server/domain/catalogue/framework-checks'
import { DomainError } from '@/server/domain/errors'
import { rebuildClosure } from './rebuild-closure'
import { markGroups } from './store-version'
import { type StoredFramework, storedAssociations } from './stored-framework'

const restored = 10_000

const Snapshot = z.object({
  head: z.object({
    name: z.string(),
    description: z.string(),
    publisher: z.string(),
    currentVersionId: z.string(),
  }),
  competencies: z.array(
    z.object({
      id: z.string(),
      versionId: z.string(),
      position: z.number().int(),
      retiredAt: z.coerce.date().nullable(),
    }),
  ),
  associations: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      fromCompetencyId: z.string().nullable(),
      fromUri: z.string().nullable(),
      toCompetencyId: z.string().nullable(),
      toUri: z.string().nullable(),
      sequence: z.string().nullable(),
      position: z.number().int(),
      source: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
})
type Snapshot = z.infer<typeof Snapshot>

/** What a framework says now: which versions, in which order, how they relate. */
export async function takeSnapshot(tx: Transaction, stored: StoredFramework): Promise<Snapshot> {
  const { name, description, publisher } = stored.row
  const frameworkId = stored.row.id
  const standing = await tx
    .select({
      id: competencies.id,
      versionId: competencies.currentVersionId,
      position: competencies.position,
      retiredAt: competencies.retiredAt,
    })
    .from(competencies)
    .where(and(eq(competencies.frameworkId, frameworkId), isNotNull(competencies.currentVersionId)))
  return {
    head: { name, description, publisher, currentVersionId: stored.version.id },
    competencies: standing.flatMap(({ versionId, ...row }) =>
      versionId ? [{ ...row, versionId }] : [],
    ),
    associations: await tx
      .select({
        id: competencyAssociations.id,
        type: competencyAssociations.type,
        fromCompetencyId: competencyAssociations.fromCompetencyId,
        fromUri: competencyAssociations.fromUri,
        toCompetencyId: competencyAssociations.toCompetencyId,
        toUri: competencyAssociations.toUri,
        sequence: competencyAssociations.sequence,
        position: competencyAssociations.position,
        source: competencyAssociations.source,
      })
      .from(competencyAssociations)
      .where(eq(competencyAssociations.frameworkId, frameworkId)),
  }
}

/**
 * Takes the version away and lets the framework say again what `before` says; without a `before`
 * the framework was new and goes. Throws `conflict` when something else already uses what it brought.
 */
export async function restoreSnapshot(
  tx: Transaction,
  version: { frameworkId: string; versionId: string },
  before: unknown,
  now: Date,
): Promise<void> {
  const { frameworkId, versionId } = version
  try {
    if (before === null) {
      await tx.delete(frameworks).where(eq(frameworks.id, frameworkId))
      return
    }
    const snapshot = Snapshot.parse(before)
    await restoreCompetencies(tx, version, snapshot)
    await restoreAssociations(tx, frameworkId, snapshot)
    await tx
      .update(frameworks)
      .set({ ...snapshot.head, updatedAt: now })
      .where(eq(frameworks.id, frameworkId))
    await tx.delete(frameworkVersions).where(eq(frameworkVersions.id, versionId))
    await markGroups(tx, frameworkId)
  } catch (error) {
    if (isForeignKey(error)) {
      throw new DomainError('conflict', 'imports.used')
    }
    throw error
  }
}

/** In few statements for all: a framework may have 100,000. */
async function restoreCompetencies(
  tx: Transaction,
  { frameworkId, versionId }: { frameworkId: string; versionId: string },
  snapshot: Snapshot,
) {
  const ids = JSON.stringify(snapshot.competencies.map(({ id }) => id))
  await tx.execute(sql`
    DELETE FROM competency WHERE framework_id = ${frameworkId}
      AND id NOT IN (SELECT stood::uuid FROM jsonb_array_elements_text(${ids}::jsonb) AS kept (stood))`)
  for (let at = 0; at < snapshot.competencies.length; at += restored) {
    const some = JSON.stringify(snapshot.competencies.slice(at, at + restored))
    await tx.execute(sql`
      UPDATE competency SET current_version_id = was."versionId", position = was.position, retired_at = was."retiredAt"
      FROM jsonb_to_recordset(${some}::jsonb)
        AS was (id uuid, "versionId" uuid, position int, "retiredAt" timestamptz)
      WHERE competency.id = was.id AND competency.framework_id = ${frameworkId}
        AND (current_version_id, competency.position, retired_at)
          IS DISTINCT FROM (was."versionId", was.position, was."retiredAt")`)
  }
  await tx.delete(competencyVersions).where(eq(competencyVersions.frameworkVersionId, versionId))
  await tx.execute(sql`
    DELETE FROM external_identifier named
    WHERE named.framework_id = ${frameworkId} AND named.entity_kind = 'competency'
      AND NOT EXISTS (SELECT 1 FROM competency WHERE competency.id = named.entity_id)`)
}

async function restoreAssociations(tx: Transaction, frameworkId: string, snapshot: Snapshot) {
  const [framework] = await tx
    .select({ organizationId: frameworks.organizationId })
    .from(frameworks)
    .where(eq(frameworks.id, frameworkId))
  if (!framework) return
  const { organizationId } = framework
  await tx.delete(competencyAssociations).where(eq(competencyAssociations.frameworkId, frameworkId))
  await insertRows(
    tx,
    competencyAssociations,
    snapshot.associations.map((row) => ({ ...row, frameworkId, organizationId })),
  )
  const links = treeLinksOf(await storedAssociations(tx, frameworkId))
  await rebuildClosure(tx, { id: frameworkId, organizationId }, links)
}

function isForeignKey(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === '23503'
}
