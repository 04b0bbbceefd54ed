import { and, eq } from 'drizzle-orm'
import {
  competencies,
  competencyVersions,
  externalIdentifiers,
} from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'
import {
  type CurrentCompetency,
  canonicalAssociation,
  canonicalHead,
  diffFramework,
  type FrameworkDiff,
} from '@/server/domain/catalogue/framework-diff'
import {
  type CompetencyContent,
  ExternalIdentifier,
  type FrameworkPackage,
  matchKeys,
} from '@/server/domain/catalogue/frameworks'
import { type ImportSummary, previewRows } from '@/server/domain/catalogue/imports'
import { pickText } from '@/server/domain/language-map'
import { plainText } from '@/server/domain/marked-text'
import { contentHash } from '@/server/formats/content-hash'
import { competencyColumns } from './competency-row'
import { mapInBatches } from './map-in-batches'
import {
  findOwnFramework,
  headOf,
  identifiersOf,
  type StoredFramework,
  storedAssociations,
} from './stored-framework'

type Standing = CurrentCompetency & { label: string; retired: boolean; no: number }

export type VersionPlan = {
  stored: StoredFramework | null
  standing: Map<string, Standing>
  diff: FrameworkDiff
  summary: ImportSummary
}

/**
 * What a package would change in the organization's own frameworks. Its framework is the one
 * named, else the one with an identifier of the package; another organization's is never found.
 */
export async function planVersion(
  tx: Transaction,
  organizationId: string,
  found: FrameworkPackage,
  targetId: string | null,
): Promise<VersionPlan> {
  const id = targetId ?? (await findTarget(tx, organizationId, found.framework.identifiers))
  const stored = id ? await findOwnFramework(tx, organizationId, { id }) : null
  const standing = stored ? await standingCompetencies(tx, stored.row.id) : []
  const known = standing.length === 0 ? [] : found.competencies
  const hashes = new Map<CompetencyContent, string>(
    await mapInBatches(known, (content) => [content, contentHash(content)] as const),
  )
  const full = diffFramework(
    standing,
    found.competencies,
    (content) => hashes.get(content) ?? contentHash(content),
  )
  const byId = new Map(standing.map((competency) => [competency.id, competency]))
  const back = full.unchanged.filter(({ currentId }) => byId.get(currentId)?.retired)
  const diff: FrameworkDiff = {
    added: full.added,
    changed: [...full.changed, ...back],
    unchanged: full.unchanged.filter(({ currentId }) => !byId.get(currentId)?.retired),
    gone: full.gone.filter((gone) => !byId.get(gone)?.retired),
  }
  const links = await compareLinks(tx, stored, found, diff)
  return {
    stored,
    standing: byId,
    diff,
    summary: {
      framework: {
        id: stored?.row.id ?? null,
        slug: stored?.row.slug ?? null,
        name: plainText(pickText(found.framework.name)),
        versionId: stored?.version.id ?? null,
      },
      added: diff.added.length,
      changed: diff.changed.length,
      unchanged: diff.unchanged.length,
      gone: diff.gone.length,
      linksAdded: links.added,
      linksGone: links.gone,
      headChanged:
        stored !== null && canonicalHead(headOf(stored)) !== canonicalHead(found.framework),
      leftOut: found.problems.filter(({ severity }) => severity === 'error').length,
      rows: previewOf(diff, byId),
    },
  }
}

async function findTarget(
  tx: Transaction,
  organizationId: string,
  identifiers: ExternalIdentifier[],
): Promise<string | null> {
  const wanted = new Set(matchKeys(identifiers))
  const rows = await tx
    .select()
    .from(externalIdentifiers)
    .where(
      and(
        eq(externalIdentifiers.organizationId, organizationId),
        eq(externalIdentifiers.entityKind, 'framework'),
      ),
    )
  const same = rows.find((row) => {
    const identifier = ExternalIdentifier.safeParse(row)
    return identifier.success && matchKeys([identifier.data]).some((key) => wanted.has(key))
  })
  return same?.entityId ?? null
}

/** Every competency the framework has or had, so that one that comes back is the same one. */
async function standingCompetencies(tx: Transaction, frameworkId: string): Promise<Standing[]> {
  const identifiers = await identifiersOf(tx, frameworkId)
  const rows = await tx
    .select({
      id: competencies.id,
      retiredAt: competencies.retiredAt,
      code: competencyVersions.code,
      label: competencyVersions.label,
      statement: competencyVersions.statement,
      textHash: competencyVersions.textHash,
      no: competencyVersions.no,
    })
    .from(competencies)
    .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
    .where(eq(competencies.frameworkId, frameworkId))
    .orderBy(competencies.position, competencies.id)
  return rows.map((row) => ({
    id: row.id,
    identifiers: [...(identifiers.get(row.id) ?? []), { scheme: 'case_uuid', value: row.id }],
    codedNotation: row.code,
    statement: row.statement,
    label: row.label,
    textHash: row.textHash,
    retired: row.retiredAt !== null,
    no: row.no,
  }))
}

async function compareLinks(
  tx: Transaction,
  stored: StoredFramework | null,
  found: FrameworkPackage,
  diff: FrameworkDiff,
): Promise<{ added: number; gone: number }> {
  const ids = new Map(
    [...diff.changed, ...diff.unchanged].map(({ currentId, incoming }) => [incoming.id, currentId]),
  )
  const incoming = new Set(
    await mapInBatches(found.associations, (link) =>
      canonicalAssociation(link, (id) => ids.get(id) ?? `new ${id}`),
    ),
  )
  const current = stored ? await storedAssociations(tx, stored.row.id) : []
  const standing = new Set(
    await mapInBatches(current, (link) => canonicalAssociation(link, (id) => id)),
  )
  return {
    added: [...incoming].filter((link) => !standing.has(link)).length,
    gone: [...standing].filter((link) => !incoming.has(link)).length,
  }
}

function previewOf(diff: FrameworkDiff, standing: Map<string, Standing>): ImportSummary['rows'] {
  const row = (content: (typeof diff.added)[number], before: string | null) => {
    const { code, label } = competencyColumns(content)
    return { code, label, before }
  }
  return {
    added: diff.added.slice(0, previewRows).map((content) => row(content, null)),
    changed: diff.changed
      .slice(0, previewRows)
      .map(({ currentId, incoming }) => row(incoming, standing.get(currentId)?.label ?? null)),
    gone: diff.gone.slice(0, previewRows).map((id) => ({
      code: standing.get(id)?.codedNotation ?? null,
      label: standing.get(id)?.label ?? '',
      before: null,
    })),
  }
}
