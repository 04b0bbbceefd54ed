import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { competencyVersions, frameworks, frameworkVersions } from '@/server/db/schema/frameworks'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import type { TreeLink } from '@/server/domain/catalogue/framework-tree'
import { DomainError } from '@/server/domain/errors'
import { rebuildClosure } from './rebuild-closure'
import { markGroups } from './store-version'
import type { StoredFramework } from './stored-framework'

const Head = z.object({
  name: z.string(),
  description: z.string(),
  publisher: z.string(),
  currentVersionId: z.string(),
})

/**
 * Keeps with an import what a framework says now: which versions, in which order, how they relate. It is made and read in
 * the database alone: of a state's whole set it would fill a server's memory.
 */
export async function keepSnapshot(
  tx: Transaction,
  { row, version }: StoredFramework,
  importId: string,
): Promise<void> {
  const { id, name, description, publisher } = row
  const head = { name, description, publisher, currentVersionId: version.id }
  await tx.execute(sql`
    UPDATE import SET before = jsonb_build_object(
      'head', ${JSON.stringify(head)}::jsonb,
      'competencies', (
        SELECT COALESCE(jsonb_agg(jsonb_build_object('id', k.id, 'versionId', k.current_version_id,
          'position', k.position, 'retiredAt', k.retired_at)), '[]')
        FROM competency k WHERE k.framework_id = ${id} AND k.current_version_id IS NOT NULL),
      'associations', (
        SELECT COALESCE(jsonb_agg(jsonb_build_object('id', a.id, 'type', a.type,
          'fromCompetencyId', a.from_competency_id, 'fromUri', a.from_uri,
          'toCompetencyId', a.to_competency_id, 'toUri', a.to_uri,
          'sequence', a.sequence, 'position', a.position, 'source', a.source)), '[]')
        FROM competency_association a WHERE a.framework_id = ${id}))
    WHERE import.id = ${importId}`)
}

/**
 * Takes the version away and lets the framework say again what it said before the import; one that was new goes. Throws
 * `conflict` when something else already uses what it brought.
 */
export async function restoreSnapshot(
  tx: Transaction,
  version: { frameworkId: string; versionId: string },
  importId: string,
  now: Date,
): Promise<void> {
  const { frameworkId, versionId } = version
  try {
    const [before] = await selectRows(
      tx,
      z.object({ head: Head.nullable() }),
      sql`SELECT before -> 'head' AS head FROM import WHERE id = ${importId}`,
    )
    if (!before?.head) {
      await tx.delete(frameworks).where(eq(frameworks.id, frameworkId))
      return
    }
    await restoreCompetencies(tx, version, importId)
    await restoreAssociations(tx, frameworkId, importId)
    await tx
      .update(frameworks)
      .set({ ...before.head, updatedAt: now })
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

async function restoreCompetencies(
  tx: Transaction,
  { frameworkId, versionId }: { frameworkId: string; versionId: string },
  importId: string,
) {
  await tx.execute(sql`
    CREATE TEMPORARY TABLE stood_before ON COMMIT DROP AS
    SELECT was.* FROM import CROSS JOIN LATERAL jsonb_to_recordset(before -> 'competencies')
      AS was (id uuid, "versionId" uuid, position int, "retiredAt" timestamptz)
    WHERE import.id = ${importId}`)
  await tx.execute(sql`CREATE UNIQUE INDEX ON stood_before (id)`)
  await tx.execute(sql`ANALYZE stood_before`)
  await tx.execute(sql`
    DELETE FROM competency WHERE framework_id = ${frameworkId}
      AND NOT EXISTS (SELECT 1 FROM stood_before was WHERE was.id = competency.id)`)
  await tx.execute(sql`
    UPDATE competency SET current_version_id = was."versionId", position = was.position, retired_at = was."retiredAt"
    FROM stood_before was
    WHERE competency.id = was.id AND competency.framework_id = ${frameworkId}
      AND (current_version_id, competency.position, retired_at)
        IS DISTINCT FROM (was."versionId", was.position, was."retiredAt")`)
  await tx.delete(competencyVersions).where(eq(competencyVersions.frameworkVersionId, versionId))
  await tx.execute(sql`
    DELETE FROM external_identifier named
    WHERE named.framework_id = ${frameworkId} AND named.entity_kind = 'competency'
      AND NOT EXISTS (SELECT 1 FROM competency WHERE competency.id = named.entity_id)`)
}

async function restoreAssociations(tx: Transaction, frameworkId: string, importId: string) {
  const [framework] = await tx
    .select({ organizationId: frameworks.organizationId })
    .from(frameworks)
    .where(eq(frameworks.id, frameworkId))
  if (!framework) return
  const { organizationId } = framework
  await tx.execute(sql`DELETE FROM competency_association WHERE framework_id = ${frameworkId}`)
  await tx.execute(sql`
    INSERT INTO competency_association (framework_id, organization_id, id, type, from_competency_id, from_uri,
      to_competency_id, to_uri, sequence, position, source)
    SELECT ${frameworkId}, ${organizationId}, was.id, was.type, was."fromCompetencyId", was."fromUri",
      was."toCompetencyId", was."toUri", was.sequence, was.position, was.source
    FROM import CROSS JOIN LATERAL jsonb_to_recordset(before -> 'associations') AS was (id uuid, type text,
      "fromCompetencyId" uuid, "fromUri" text, "toCompetencyId" uuid, "toUri" text, sequence text, position int, source jsonb)
    WHERE import.id = ${importId}`)
  await rebuildClosure(
    tx,
    { id: frameworkId, organizationId },
    await standingLinks(tx, frameworkId),
  )
}

/** The parent links alone: of their ends and place no more is needed to tell who stands under whom. */
function standingLinks(tx: Transaction, frameworkId: string): Promise<TreeLink[]> {
  return selectRows(
    tx,
    z.object({
      ...{ childId: z.string(), parentId: z.string() },
      ...{ sequence: z.string().nullable(), position: z.number() },
    }),
    sql`SELECT DISTINCT ON (from_competency_id, to_competency_id) from_competency_id AS "childId",
          to_competency_id AS "parentId", sequence, position
        FROM competency_association WHERE framework_id = ${frameworkId} AND type = 'isChildOf'
          AND from_competency_id IS NOT NULL AND to_competency_id IS NOT NULL
        ORDER BY from_competency_id, to_competency_id, position`,
  )
}

function isForeignKey(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === '23503'
}
