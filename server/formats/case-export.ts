import type {
  AssociationContent,
  AssociationEnd,
  CompetencyContent,
  ExternalIdentifier,
  FrameworkHead,
  FrameworkPackage,
  PackageAssociation,
  PackageCompetency,
} from '@/server/domain/catalogue/frameworks'
import { isJsonObject, type Json, type JsonObject } from '@/server/domain/json'
import { languageTag, pickText, pickTexts } from '@/server/domain/language-map'
import { caseTypeOf } from './association-types'
import { readAssociation, readDocument, readItem } from './case'
import { caseClasses, sorted } from './case-classes'
import { compacted, without } from './json-reading'
import { keptFields } from './kept-fields'
import { isUuid, nameUuid } from './name-uuid'

/**
 * The package as CASE 1.1. What CASE has no word for stands in `extensions.plumbline`, so that
 * reading the result gives the same package again. Identifiers of other schemes become CASE ones:
 * a CTID without its `ce-`, any other name as a name-based UUID. Source: 1EdTech CASE 1.1.
 */
export function writeCase(found: FrameworkPackage): JsonObject {
  const { framework } = found
  const modifiedAt = framework.modifiedAt ?? new Date(0).toISOString()
  const document = identityOf(framework.identifiers, framework.uri ?? pickText(framework.name))
  const parts = isJsonObject(framework.extra.CFPackage) ? framework.extra.CFPackage : {}
  const taken = new Set([document.identifier.toLowerCase()])
  const identities = new Map(
    found.competencies.map((competency) => {
      const name = `${document.identifier} ${competency.id}`
      const identity = untaken(identityOf(competency.identifiers, name), taken)
      return [competency.id, { ...identity, title: titleOf(competency) }]
    }),
  )
  const links: Links = {
    framework: { ...document, title: pickText(framework.name) },
    competencies: identities,
  }
  return compacted({
    CFDocument: writeDocument(framework, document, parts, modifiedAt),
    CFItems: found.competencies.map((competency) =>
      writeItem(competency, identities.get(competency.id) ?? document, framework, modifiedAt),
    ),
    CFAssociations: found.associations.flatMap(
      (association) => writeAssociation(association, links, modifiedAt) ?? [],
    ),
    ...parts,
  })
}

/** The UUID and the address a thing is written with. */
export type CaseIdentity = { identifier: string; uri: string }
type Link = CaseIdentity & { title: string }
type Links = { framework: Link; competencies: Map<string, Link> }

function writeDocument(
  head: FrameworkHead & { raw?: JsonObject },
  identity: CaseIdentity,
  parts: JsonObject,
  modifiedAt: string,
): JsonObject {
  const { raw: _, ...wanted } = head
  const language = languageTag(head.language)
  const name = pickText(head.name, language)
  const publisher = pickText(head.publisher, language)
  const { fits, rest } = sorted(
    without(head.extra, ['CFPackage', 'extensions']),
    caseClasses.document,
  )
  const plain = compacted({
    ...identity,
    caseVersion: '1.1',
    creator: head.creator ?? (publisher || name),
    title: name,
    description: pickText(head.description, language),
    publisher,
    version: head.version,
    adoptionStatus: head.status,
    language: head.language,
    subject: head.subjects,
    officialSourceURL: head.sourceUrl,
    lastChangeDateTime: modifiedAt,
    ...fits,
  })
  const extra = without(head.extra, ['CFPackage'])
  return withExtension(plain, { extra, rest }, wanted, readDocument(plain, parts))
}

function writeItem(
  competency: PackageCompetency,
  identity: CaseIdentity,
  framework: FrameworkHead,
  modifiedAt: string,
): JsonObject {
  const { id: _, place: __, raw: ___, ...wanted } = competency
  const language = languageTag(wanted.language ?? framework.language)
  const { fits, rest } = sorted(without(wanted.extra, ['extensions']), caseClasses.item)
  const plain = compacted({
    identifier: identity.identifier,
    uri: identity.uri,
    fullStatement: pickText(wanted.statement, language),
    abbreviatedStatement: pickText(wanted.label, language),
    CFItemType: pickText(wanted.category, language),
    humanCodingScheme: wanted.codedNotation,
    listEnumeration: wanted.listEnumeration,
    notes: pickTexts(wanted.notes, language).join('\n\n'),
    conceptKeywords: pickTexts(wanted.keywords, language),
    language: wanted.language,
    educationLevel: wanted.educationLevels,
    lastChangeDateTime: wanted.modifiedAt ?? modifiedAt,
    ...fits,
  })
  const content: CompetencyContent = wanted
  return withExtension(
    plain,
    { extra: wanted.extra, rest },
    content,
    readItem(plain, framework.language),
  )
}

function writeAssociation(
  association: PackageAssociation,
  links: Links,
  modifiedAt: string,
): JsonObject | null {
  const { from, to, raw: _, ...wanted } = association
  const origin = linkOf(from, links, wanted.extra.originTargetType)
  const destination = linkOf(to, links, wanted.extra.destinationTargetType)
  if (!origin || !destination) return null
  const name = `${origin.identifier} ${wanted.type} ${destination.identifier}`
  const ours = ['extensions', 'originTargetType', 'destinationTargetType']
  const { fits, rest } = sorted(without(wanted.extra, ours), caseClasses.association)
  const plain = compacted({
    ...identityOf(wanted.identifiers, name),
    associationType: caseTypeOf(wanted.type),
    sequenceNumber: Number.isSafeInteger(wanted.sequence) ? wanted.sequence : null,
    lastChangeDateTime: wanted.modifiedAt ?? modifiedAt,
    ...fits,
  })
  const node = { ...plain, originNodeURI: origin, destinationNodeURI: destination }
  const content: AssociationContent = wanted
  return withExtension(node, { extra: wanted.extra, rest }, content, readAssociation(node))
}

function linkOf(
  end: AssociationEnd,
  links: Links,
  targetType: Json | undefined,
): JsonObject | null {
  if (end.kind === 'framework') return links.framework
  if (end.kind === 'competency') return links.competencies.get(end.id) ?? null
  const known = typeof targetType === 'string' && /^(CASE|ext:[a-zA-Z0-9._-]+)$/.test(targetType)
  return compacted({
    title: end.title ?? end.uri,
    identifier: end.identifier ?? nameUuid(end.uri),
    uri: end.uri,
    targetType: known ? targetType : null,
  })
}

/** Adds what would be lost: keys CASE has no place for, and fields that would read differently. */
function withExtension(
  plain: JsonObject,
  { extra, rest }: { extra: JsonObject; rest: JsonObject },
  wanted: JsonObject,
  readBack: JsonObject,
): JsonObject {
  const others = isJsonObject(extra.extensions) ? extra.extensions : {}
  const kept = keptFields(without(wanted, ['extra']), without(readBack, ['extra']))
  const plumbline = { ...kept, ...(Object.keys(rest).length > 0 ? { extra } : {}) }
  const ours: JsonObject = Object.keys(plumbline).length > 0 ? { plumbline } : {}
  return { ...plain, ...compacted({ extensions: { ...others, ...ours } }) }
}

/** The names of a thing, made of `name` where it has none. */
export function identityOf(identifiers: ExternalIdentifier[], name: string): CaseIdentity {
  const value = (scheme: ExternalIdentifier['scheme']) =>
    identifiers.find((found) => found.scheme === scheme)?.value
  const uri = value('case_uri') ?? value('ctdl_uri')
  const native = [value('case_uuid'), value('ctid')?.replace(/^ce-/i, '')].find(isUuid)
  const identifier = native ?? nameUuid(uri ?? name)
  return { identifier, uri: uri ?? `urn:uuid:${identifier}` }
}

/** Some files give one identifier to a framework and to a competency in it; CASE cannot. */
function untaken(identity: CaseIdentity, taken: Set<string>): CaseIdentity {
  const free = taken.has(identity.identifier.toLowerCase())
    ? { ...identity, identifier: nameUuid(`${identity.uri} again`) }
    : identity
  taken.add(free.identifier.toLowerCase())
  return free
}

function titleOf({ codedNotation, label, statement }: PackageCompetency): string {
  return codedNotation ?? (pickText(label) || pickText(statement)).slice(0, 120)
}
