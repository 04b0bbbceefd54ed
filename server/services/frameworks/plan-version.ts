import { and, eq, inArray, sql } from 'drizzle-orm'
import {
  competencies,
  competencyVersions,
  externalIdentifiers,
} from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'
import {
  type CurrentCompetency,
  diffFramework,
  type FrameworkDiff,
} from '@/server/domain/catalogue/found-again'
import { treeLinksOf } from '@/server/domain/catalogue/framework-checks'
import {
  canonicalAssociation,
  differingFields,
  isSameHead,
} from '@/server/domain/catalogue/framework-diff'
import { inKeptOrder, movedAmong } from '@/server/domain/catalogue/framework-order'
import type { TreeLink } from '@/server/domain/catalogue/framework-tree'
import {
  type CompetencyContent,
  ExternalIdentifier,
  type FrameworkPackage,
  matchKeys,
  type PackageAssociation,
  type PackageCompetency,
} from '@/server/domain/catalogue/frameworks'
import type { ImportSummary, Separated } from '@/server/domain/catalogue/imports'
import { pickText } from '@/server/domain/language-map'
import { plainText } from '@/server/domain/marked-text'
import { contentHash } from '@/server/formats/content-hash'
import { contentOf } from './competency-row'
import { inTurns } from './in-turns'
import { mapInBatches } from './map-in-batches'
import { previewRowsOf, type Worded } from './preview-rows-of'
import {
  findOwnFramework,
  headOf,
  identifiersOf,
  type StoredFramework,
  storedAssociations,
} from './stored-framework'

const batch = 1000

type Standing = CurrentCompetency & { listEnumeration: string | null; label: string; no: number }

export type VersionPlan = {
  stored: StoredFramework | null
  standing: Map<string, Standing>
  diff: FrameworkDiff
  summary: ImportSummary
}

/**
 * What a package would change in the organization's own frameworks. Its framework is the one
 * named, else the one with an identifier of the package; another organization's is never found.
 * `separate` are near-equal pairs that a person has said to be different.
 */
export async function planVersion(
  tx: Transaction,
  organizationId: string,
  found: FrameworkPackage,
  chosen: { targetId: string | null; separate: Separated },
): Promise<VersionPlan> {
  const id = chosen.targetId ?? (await findTarget(tx, organizationId, found.framework.identifiers))
  const stored = id ? await findOwnFramework(tx, organizationId, { id }) : null
  const standing = stored ? await standingCompetencies(tx, stored.row.id) : []
  const associations = stored ? await storedAssociations(tx, stored.row.id) : []
  const current = { competencies: standing, links: treeLinksOf(associations) }
  const known = standing.length === 0 ? [] : found.competencies
  const hashes = new Map<CompetencyContent, string>(
    await mapInBatches(known, (content) => [content, contentHash(content)] as const),
  )
  const hashOf = (content: CompetencyContent) => hashes.get(content) ?? contentHash(content)
  const byId = new Map(standing.map((competency) => [competency.id, competency]))
  const { competencies: incoming } = found
  const links = treeLinksOf(found.associations)
  const words = await inTurns(
    diffFramework(current, { competencies: incoming, links }, hashOf, chosen.separate),
  )
  const { diff, worded } = await comparedByWords(tx, words, byId)
  const ids = idsOf(diff)
  const compared = await compareLinks(associations, found, ids)
  const moved = movedOf(current, found, ids)
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
      moved: moved.length,
      alike: diff.alike.length,
      separate: chosen.separate,
      linksAdded: compared.added,
      linksGone: compared.gone,
      headChanged: stored !== null && !isSameHead(headOf(stored), found.framework),
      leftOut: found.problems.filter(({ severity }) => severity === 'error').length,
      rows: previewRowsOf({ diff, moved, standing: byId, worded }),
    },
  }
}

/** The organization's framework with one of these identifiers, or null. */
export async function findTarget(
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
      listEnumeration: competencyVersions.listPosition,
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
    listEnumeration: row.listEnumeration,
    statement: row.statement,
    label: row.label,
    textHash: row.textHash,
    retired: row.retiredAt !== null,
    no: row.no,
  }))
}

/**
 * The difference without what only the tags of languages make, and in what the rest differ. What comes back counts as
 * changed whatever it says, what was gone before does not go again.
 */
async function comparedByWords(
  tx: Transaction,
  full: FrameworkDiff,
  standing: Map<string, Standing>,
): Promise<{ diff: FrameworkDiff; worded: Worded }> {
  const before = await standingContents(tx, full.changed)
  const worded: Worded = new Map(
    await mapInBatches(full.changed, ({ currentId, incoming }) => {
      const content = before.get(currentId)
      return [currentId, content ? differingFields(content, incoming) : []] as const
    }),
  )
  const isRetired = (id: string) => standing.get(id)?.retired === true
  const isChanged = ({ currentId }: { currentId: string }) =>
    (worded.get(currentId) ?? []).length > 0 || isRetired(currentId)
  const pairs = [...full.changed, ...full.unchanged]
  const diff: FrameworkDiff = {
    added: full.added,
    changed: pairs.filter(isChanged),
    unchanged: pairs.filter((pair) => !isChanged(pair)),
    gone: full.gone.filter((id) => !isRetired(id)),
    alike: full.alike,
  }
  return { diff, worded }
}

async function standingContents(
  tx: Transaction,
  pairs: FrameworkDiff['changed'],
): Promise<Map<string, CompetencyContent>> {
  const { label, statement, texts, code, listPosition, type, axis } = competencyVersions
  const { levels, keywords, notes, source } = competencyVersions
  const found = new Map<string, CompetencyContent>()
  for (let at = 0; at < pairs.length; at += batch) {
    const rows = await tx
      .select({
        ...{ id: competencies.id, label, statement, texts, code, listPosition, type, axis },
        ...{ levels, keywords, notes },
        source: sql<Record<
          string,
          unknown
        > | null>`jsonb_build_object('content', ${source} -> 'content')`,
      })
      .from(competencies)
      .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
      .where(
        inArray(
          competencies.id,
          pairs.slice(at, at + batch).map(({ currentId }) => currentId),
        ),
      )
    for (const { id, ...row } of rows) found.set(id, contentOf(row))
  }
  return found
}

/** Our ids of what was found again, by the names in the package; what is new has a name no id is. */
function idsOf({ changed, unchanged }: FrameworkDiff): (name: string) => string {
  const ids = new Map(
    [...changed, ...unchanged].map(({ currentId, incoming }) => [incoming.id, currentId]),
  )
  return (name) => ids.get(name) ?? `new ${name}`
}

async function compareLinks(
  associations: PackageAssociation[],
  found: FrameworkPackage,
  idOf: (name: string) => string,
): Promise<{ added: number; gone: number }> {
  const incoming = new Set(
    await mapInBatches(found.associations, (link) => canonicalAssociation(link, idOf)),
  )
  const standing = new Set(
    await mapInBatches(associations, (link) => canonicalAssociation(link, (id) => id)),
  )
  return {
    added: [...incoming].filter((link) => !standing.has(link)).length,
    gone: [...standing].filter((link) => !incoming.has(link)).length,
  }
}

function movedOf(
  current: { competencies: Standing[]; links: TreeLink[] },
  found: FrameworkPackage,
  idOf: (name: string) => string,
): PackageCompetency[] {
  if (current.competencies.length === 0) return []
  const kept = inKeptOrder(found.competencies, found.associations)
  const named = new Map(kept.map((competency) => [idOf(competency.id), competency]))
  const links = treeLinksOf(found.associations)
  const moved = movedAmong(
    { items: current.competencies.filter(({ retired }) => !retired), links: current.links },
    {
      items: kept.map(({ id, listEnumeration, codedNotation }) => ({
        ...{ id: idOf(id), listEnumeration, codedNotation },
      })),
      links: links.map((link) => ({
        ...link,
        childId: idOf(link.childId),
        parentId: idOf(link.parentId),
      })),
    },
  )
  return moved.flatMap((id) => named.get(id) ?? [])
}
