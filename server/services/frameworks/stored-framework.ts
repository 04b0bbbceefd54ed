import { and, asc, eq, isNull } from 'drizzle-orm'
import {
  competencies,
  competencyAssociations,
  competencyVersions,
  externalIdentifiers,
  frameworks,
  frameworkVersions,
} from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'
import {
  AssociationContent,
  type AssociationEnd,
  ExternalIdentifier,
  FrameworkHead,
  type FrameworkPackage,
  type PackageAssociation,
} from '@/server/domain/catalogue/frameworks'
import { DomainError } from '@/server/domain/errors'
import { isJsonObject } from '@/server/domain/json'
import type { LanguageMap } from '@/server/domain/language-map'
import { contentOf } from './competency-row'

export type StoredFramework = {
  row: typeof frameworks.$inferSelect
  version: typeof frameworkVersions.$inferSelect
}

/** A framework that the door of `tx` may see, by slug or id; a foreign draft is not found. */
export async function findFramework(
  tx: Transaction,
  which: { slug: string } | { id: string },
): Promise<StoredFramework> {
  const [found] = await tx
    .select({ row: frameworks, version: frameworkVersions })
    .from(frameworks)
    .innerJoin(frameworkVersions, eq(frameworkVersions.id, frameworks.currentVersionId))
    .where('slug' in which ? eq(frameworks.slug, which.slug) : eq(frameworks.id, which.id))
  if (!found) throw new DomainError('not_found', 'frameworks.none')
  return found
}

/** The same, for writing: only a framework of this organization. */
export async function findOwnFramework(
  tx: Transaction,
  organizationId: string,
  which: { slug: string } | { id: string },
): Promise<StoredFramework> {
  const found = await findFramework(tx, which)
  if (found.row.organizationId !== organizationId) {
    throw new DomainError('not_found', 'frameworks.none')
  }
  return found
}

/** The head of a stored framework, with the name and words it has now. */
export function headOf({ row, version }: StoredFramework): FrameworkHead {
  const kept = FrameworkHead.safeParse(version.document)
  return kept.success ? kept.data : emptyHead(row)
}

/** A head with nothing but the words of the framework's own columns. */
export function emptyHead(row: {
  name: string
  description: string
  publisher: string
}): FrameworkHead {
  const words = (text: string): LanguageMap => (text ? { en: text } : {})
  return {
    identifiers: [],
    uri: null,
    name: words(row.name),
    description: words(row.description),
    publisher: words(row.publisher),
    creator: null,
    version: null,
    status: null,
    language: null,
    licence: null,
    subjects: [],
    sourceUrl: null,
    modifiedAt: null,
    extra: {},
  }
}

/** The current competencies of a framework in the order they came. */
export function currentCompetencies(tx: Transaction, frameworkId: string) {
  return tx
    .select({ id: competencies.id, version: competencyVersions })
    .from(competencies)
    .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
    .where(and(eq(competencies.frameworkId, frameworkId), isNull(competencies.retiredAt)))
    .orderBy(asc(competencies.position), asc(competencies.id))
}

/** External identifiers of everything in a framework, by the id of what they name. */
export async function identifiersOf(
  tx: Transaction,
  frameworkId: string,
): Promise<Map<string, ExternalIdentifier[]>> {
  const rows = await tx
    .select({
      entityId: externalIdentifiers.entityId,
      scheme: externalIdentifiers.scheme,
      value: externalIdentifiers.value,
    })
    .from(externalIdentifiers)
    .where(eq(externalIdentifiers.frameworkId, frameworkId))
    .orderBy(asc(externalIdentifiers.scheme), asc(externalIdentifiers.value))
  const found = new Map<string, ExternalIdentifier[]>()
  for (const row of rows) {
    const identifier = ExternalIdentifier.safeParse(row)
    if (!identifier.success) continue
    found.set(row.entityId, [...(found.get(row.entityId) ?? []), identifier.data])
  }
  return found
}

/** All relations of a framework in the order they came. */
export async function storedAssociations(
  tx: Transaction,
  frameworkId: string,
): Promise<PackageAssociation[]> {
  const rows = await tx
    .select()
    .from(competencyAssociations)
    .where(eq(competencyAssociations.frameworkId, frameworkId))
    .orderBy(asc(competencyAssociations.position), asc(competencyAssociations.id))
  return rows.map(associationOf)
}

type AssociationRow = Pick<
  typeof competencyAssociations.$inferSelect,
  'type' | 'sequence' | 'source' | 'fromCompetencyId' | 'fromUri' | 'toCompetencyId' | 'toUri'
>

/** A stored relation as one of a package; its ends go by our ids. */
export function associationOf(row: AssociationRow): PackageAssociation {
  const source = isJsonObject(row.source) ? row.source : {}
  const kept = AssociationContent.safeParse(source.content)
  const content: AssociationContent = kept.success
    ? kept.data
    : { identifiers: [], type: row.type, sequence: row.sequence, modifiedAt: null, extra: {} }
  const end = (id: string | null, uri: string | null, named: unknown): AssociationEnd => {
    if (id) return { kind: 'competency', id }
    if (uri === null) return { kind: 'framework' }
    const foreign = isJsonObject(named) ? named : {}
    const text = (value: unknown) => (typeof value === 'string' ? value : null)
    return {
      kind: 'foreign',
      uri,
      identifier: text(foreign.identifier),
      title: text(foreign.title),
    }
  }
  return {
    ...content,
    from: end(row.fromCompetencyId, row.fromUri, source.from),
    to: end(row.toCompetencyId, row.toUri, source.to),
    raw: {},
  }
}

/**
 * A stored framework as a package, ready for any format. What has no name elsewhere goes by our
 * own: its id and its address on this site, in the way `names` asks for.
 */
export async function storedPackage(
  tx: Transaction,
  stored: StoredFramework,
  siteUrl: string,
  names: 'case' | 'ctdl',
): Promise<FrameworkPackage> {
  const identifiers = await identifiersOf(tx, stored.row.id)
  const rows = await currentCompetencies(tx, stored.row.id)
  const own = (id: string, path: string): ExternalIdentifier[] => {
    const known = identifiers.get(id)
    if (known) return known
    const uri = `${siteUrl}${path}`
    return names === 'ctdl'
      ? [
          { scheme: 'ctdl_uri', value: uri },
          { scheme: 'ctid', value: `ce-${id}` },
        ]
      : [
          { scheme: 'case_uuid', value: id },
          { scheme: 'case_uri', value: uri },
        ]
  }
  const head = headOf(stored)
  const path = `/frameworks/${stored.row.slug}`
  return {
    format: 'case',
    framework: {
      ...head,
      identifiers: head.identifiers.length > 0 ? head.identifiers : own(stored.row.id, path),
      uri: head.uri ?? `${siteUrl}${path}`,
      raw: {},
    },
    competencies: rows.map(({ id, version }) => {
      const content = contentOf(version)
      const named = content.identifiers.length > 0 ? content.identifiers : null
      return {
        ...content,
        identifiers: named ?? own(id, `/competencies/${id}`),
        id,
        place: {},
        raw: {},
      }
    }),
    associations: await storedAssociations(tx, stored.row.id),
    problems: [],
  }
}
