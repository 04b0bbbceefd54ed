import { randomBytes, randomUUID } from 'node:crypto'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { insertRows } from '@/server/db/insert-rows'
import {
  competencies,
  competencyAssociations,
  competencyVersions,
  externalIdentifiers,
  frameworks,
  frameworkVersions,
} from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'
import { treeLinksOf } from '@/server/domain/catalogue/framework-checks'
import { inKeptOrder } from '@/server/domain/catalogue/framework-order'
import type {
  AssociationEnd,
  ExternalIdentifier,
  FrameworkPackage,
  PackageCompetency,
} from '@/server/domain/catalogue/frameworks'
import type { JsonObject } from '@/server/domain/json'
import { pickText } from '@/server/domain/language-map'
import { plainText } from '@/server/domain/marked-text'
import { slugOf } from '@/server/domain/slugs'
import { competencyColumns } from './competency-row'
import type { VersionPlan } from './plan-version'
import { rebuildClosure } from './rebuild-closure'

const batch = 1000

/**
 * A version on its way in. Its rows are written in batches that nobody sees, since nothing points
 * at them yet; `finishVersion` makes all of them current in one transaction.
 */
export type StagedVersion = {
  frameworkId: string
  versionId: string
  organizationId: string
  /** Our id of each competency by its name in the package. */
  ids: Map<string, string>
  /** Those that are new, by their name in the package. */
  added: Set<string>
}

/** Opens a version of a framework that stands, or of a new draft nobody sees yet. */
export async function beginVersion(
  tx: Transaction,
  found: FrameworkPackage,
  plan: VersionPlan,
  origin: { organizationId: string; importId: string | null; sha256: string | null },
): Promise<StagedVersion> {
  const { organizationId } = origin
  const { raw, ...head } = found.framework
  const words = headColumns(found)
  const frameworkId = plan.stored?.row.id ?? (await insertFramework(tx, organizationId, words))
  const versionId = randomUUID()
  await tx.insert(frameworkVersions).values({
    id: versionId,
    frameworkId,
    organizationId,
    no: (plan.stored?.version.no ?? 0) + 1,
    sourceFormat: found.format,
    sha256: origin.sha256,
    document: head,
    source: raw,
    importId: origin.importId,
  })
  const ids = new Map<string, string>()
  for (const { currentId, incoming } of [...plan.diff.changed, ...plan.diff.unchanged]) {
    ids.set(incoming.id, currentId)
  }
  for (const { id } of plan.diff.added) ids.set(id, randomUUID())
  const added = new Set(plan.diff.added.map(({ id }) => id))
  return { frameworkId, versionId, organizationId, ids, added }
}

/** Writes some of the new and changed competencies; unseen until the version is finished. */
export async function stageCompetencies(
  tx: Transaction,
  staged: StagedVersion,
  plan: VersionPlan,
  some: PackageCompetency[],
): Promise<void> {
  const identity = { frameworkId: staged.frameworkId, organizationId: staged.organizationId }
  const rows = some.flatMap((competency) => {
    const id = staged.ids.get(competency.id)
    return id ? [{ id, competency }] : []
  })
  const fresh = rows.filter(({ competency }) => staged.added.has(competency.id))
  await insertRows(
    tx,
    competencies,
    fresh.map(({ id }) => ({ ...identity, id })),
  )
  await insertRows(
    tx,
    competencyVersions,
    rows.map(({ id, competency }) => {
      const { id: _, place: __, raw, ...content } = competency
      const columns = competencyColumns(content)
      return {
        ...columns,
        id: randomUUID(),
        competencyId: id,
        frameworkVersionId: staged.versionId,
        organizationId: staged.organizationId,
        no: (plan.standing.get(id)?.no ?? 0) + 1,
        source: { ...columns.source, raw },
      }
    }),
  )
}

/** Makes the staged version current: words, order, names elsewhere, relations, closure, all at once. */
export async function finishVersion(
  tx: Transaction,
  { staged, plan, found }: { staged: StagedVersion; plan: VersionPlan; found: FrameworkPackage },
  now: Date,
): Promise<void> {
  const { frameworkId, versionId } = staged
  await tx.execute(sql`
    UPDATE competency SET current_version_id = v.id, retired_at = NULL
    FROM competency_version v
    WHERE v.competency_id = competency.id AND v.framework_version_id = ${versionId}`)
  for (const some of slices(plan.diff.gone)) {
    await tx.update(competencies).set({ retiredAt: now }).where(inArray(competencies.id, some))
  }
  await storePositions(tx, staged, found)
  await storeIdentifiers(tx, staged, found)
  await storeAssociations(tx, staged, found)
  await markGroups(tx, frameworkId)
  await tx
    .update(frameworks)
    .set({ ...headColumns(found), currentVersionId: versionId, updatedAt: now })
    .where(eq(frameworks.id, frameworkId))
}

/** Tells competencies with others under them from those that can be asked about. */
export async function markGroups(tx: Transaction, frameworkId: string): Promise<void> {
  await tx.execute(sql`
    UPDATE competency_version v SET is_group = now.is_group
    FROM (
      SELECT k.current_version_id AS id, k.id IN (
        SELECT a.to_competency_id FROM competency_association a
        JOIN competency child ON child.id = a.from_competency_id AND child.retired_at IS NULL
        WHERE a.framework_id = ${frameworkId} AND a.type = 'isChildOf' AND a.to_competency_id IS NOT NULL) AS is_group
      FROM competency k WHERE k.framework_id = ${frameworkId}) now
    WHERE v.id = now.id AND v.is_group <> now.is_group`)
}

/** Takes back whatever was staged for a version that never became current. */
export async function discardVersion(
  tx: Transaction,
  version: { id: string; frameworkId: string },
): Promise<void> {
  await tx.delete(competencyVersions).where(eq(competencyVersions.frameworkVersionId, version.id))
  await tx
    .delete(competencies)
    .where(
      and(eq(competencies.frameworkId, version.frameworkId), isNull(competencies.currentVersionId)),
    )
  await tx.delete(frameworkVersions).where(eq(frameworkVersions.id, version.id))
  await tx
    .delete(frameworks)
    .where(and(eq(frameworks.id, version.frameworkId), isNull(frameworks.currentVersionId)))
}

/** A new framework, as a draft, under an address nobody else has. */
export async function insertFramework(
  tx: Transaction,
  organizationId: string,
  words: { name: string; description: string; publisher: string },
): Promise<string> {
  const id = randomUUID()
  const wanted = slugOf(words.name, 'framework')
  for (const slug of [wanted, `${wanted}-${randomBytes(3).toString('hex')}`]) {
    const rows = await tx
      .insert(frameworks)
      .values({ ...words, id, organizationId, slug })
      .onConflictDoNothing({ target: frameworks.slug })
      .returning({ id: frameworks.id })
    if (rows.length > 0) return id
  }
  throw new Error('No free address for a framework.')
}

/** What a framework's own columns hold of its head. */
export function headColumns({ framework }: Pick<FrameworkPackage, 'framework'>) {
  return {
    name: plainText(pickText(framework.name)),
    description: pickText(framework.description),
    publisher: pickText(framework.publisher) || (framework.creator ?? ''),
  }
}

async function storePositions(tx: Transaction, staged: StagedVersion, found: FrameworkPackage) {
  const kept = inKeptOrder(found.competencies, found.associations)
  const places = kept.flatMap(({ id }, position) => {
    const ours = staged.ids.get(id)
    return ours ? [{ id: ours, position }] : []
  })
  for (const some of slices(places)) {
    await tx.execute(sql`
      UPDATE competency SET position = place.position
      FROM jsonb_to_recordset(${JSON.stringify(some)}::jsonb) AS place (id uuid, position int)
      WHERE competency.id = place.id AND competency.position <> place.position`)
  }
}

async function storeIdentifiers(tx: Transaction, staged: StagedVersion, found: FrameworkPackage) {
  const { organizationId, frameworkId } = staged
  const named = (
    entityKind: 'framework' | 'competency',
    entityId: string,
    identifiers: ExternalIdentifier[],
  ) =>
    identifiers.map(({ scheme, value }) => ({
      ...{ organizationId, frameworkId, entityKind, entityId },
      ...{ scheme, value },
    }))
  const rows = [
    ...named('framework', frameworkId, found.framework.identifiers),
    ...found.competencies.flatMap(({ id, identifiers }) => {
      const ours = staged.ids.get(id)
      return ours ? named('competency', ours, identifiers) : []
    }),
  ]
  await insertRows(tx, externalIdentifiers, rows, { skipKnown: true })
}

async function storeAssociations(tx: Transaction, staged: StagedVersion, found: FrameworkPackage) {
  const { frameworkId, organizationId, ids } = staged
  await tx.delete(competencyAssociations).where(eq(competencyAssociations.frameworkId, frameworkId))
  const idOf = (end: AssociationEnd) =>
    end.kind === 'competency' ? (ids.get(end.id) ?? null) : null
  const uriOf = (end: AssociationEnd) => (end.kind === 'foreign' ? end.uri : null)
  const foreign = (end: AssociationEnd): JsonObject | null =>
    end.kind === 'foreign' ? { identifier: end.identifier, title: end.title } : null
  const rows = found.associations.map(({ from, to, raw, ...content }, position) => ({
    ...{ frameworkId, organizationId, position },
    id: randomUUID(),
    type: content.type,
    fromCompetencyId: idOf(from),
    fromUri: uriOf(from),
    toCompetencyId: idOf(to),
    toUri: uriOf(to),
    sequence: content.sequence === null ? null : String(content.sequence),
    source: { content, raw, from: foreign(from), to: foreign(to) },
  }))
  await insertRows(tx, competencyAssociations, rows)
  const links = treeLinksOf(found.associations).flatMap((link) => {
    const [childId, parentId] = [ids.get(link.childId), ids.get(link.parentId)]
    return childId && parentId ? [{ ...link, childId, parentId }] : []
  })
  await rebuildClosure(tx, { id: frameworkId, organizationId }, links)
}

function slices<T>(items: T[]): T[][] {
  const count = Math.ceil(items.length / batch)
  return Array.from({ length: count }, (_, at) => items.slice(at * batch, (at + 1) * batch))
}
