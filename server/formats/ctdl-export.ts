import { compareSequence } from '@/server/domain/catalogue/framework-tree'
import type {
  AssociationEnd,
  CompetencyContent,
  ExternalIdentifier,
  FrameworkHead,
  FrameworkPackage,
  PackageAssociation,
  PackageCompetency,
} from '@/server/domain/catalogue/frameworks'
import type { Json, JsonObject } from '@/server/domain/json'
import {
  type LanguageLists,
  type LanguageMap,
  languageTag,
  unknownLanguage,
} from '@/server/domain/language-map'
import { ctdlAlignments } from './association-types'
import { readCompetency, readFramework } from './ctdl'
import { ctdlContext } from './ctdl-context'
import { compacted, without } from './json-reading'
import { keptFields } from './kept-fields'
import { isUuid, nameUuid } from './name-uuid'

/**
 * The package as one CTDL-ASN `@graph` with its context inside, so that nothing need be fetched to
 * read it. Keys CTDL-ASN has no word for stand under `plumbline:`, so that reading the result gives
 * the same package again. A CASE identifier becomes the CTID `ce-` + identifier.
 */
export function writeCtdl(found: FrameworkPackage): JsonObject {
  const head = identityOf(found.framework.identifiers, found.framework.uri ?? '')
  const ids = new Map(
    found.competencies.map((competency) => [
      competency.id,
      identityOf(competency.identifiers, `${head['@id']} ${competency.id}`),
    ]),
  )
  const links = linksOf(found.associations, ids, head['@id'])
  return {
    '@context': ctdlContext,
    '@id': head['@id'],
    '@graph': [
      frameworkNode(found.framework, head, links),
      ...found.competencies.flatMap((competency) => {
        const identity = ids.get(competency.id)
        return identity ? [competencyNode(competency, identity, found.framework, links)] : []
      }),
    ],
  }
}

type Identity = { '@id': string; 'ceterms:ctid': string }

type Links = {
  framework: string
  children: Map<string, string[]>
  parents: Map<string, string[]>
  tops: Set<string>
  aligned: Map<string, { [key: string]: string[] }>
  kept: JsonObject[]
}

function frameworkNode(
  framework: FrameworkPackage['framework'],
  identity: Identity,
  links: Links,
): JsonObject {
  const { raw: _, ...wanted } = framework
  const { own, foreign } = byVocabulary(wanted.extra)
  const head: FrameworkHead = wanted
  const plain = compacted({
    ...identity,
    '@type': 'ceasn:CompetencyFramework',
    'ceasn:name': languageValue(wanted.name),
    'ceasn:description': languageValue(wanted.description),
    'ceasn:publisherName': languageValue(wanted.publisher),
    'ceasn:author': wanted.creator,
    'ceterms:versionCode': wanted.version,
    'ceasn:publicationStatusType': wanted.status,
    'ceasn:inLanguage': tagsOf(wanted.language),
    'ceasn:license': wanted.licence,
    'ceasn:source': wanted.sourceUrl,
    'ceasn:dateModified': wanted.modifiedAt,
    ...own,
    'ceasn:hasTopChild': links.children.get(links.framework),
  })
  const kept = keptExtra(wanted.extra, foreign, keptFields(head, readFramework(plain)))
  return {
    ...plain,
    ...compacted({ 'plumbline:fields': kept, 'plumbline:associations': links.kept }),
  }
}

function competencyNode(
  competency: PackageCompetency,
  identity: Identity,
  framework: FrameworkHead,
  links: Links,
): JsonObject {
  const { id: _, place: __, raw: ___, ...wanted } = competency
  const content: CompetencyContent = wanted
  const at = identity['@id']
  const { own, foreign } = byVocabulary(wanted.extra)
  const plain = compacted({
    ...identity,
    '@type': 'ceasn:Competency',
    'ceasn:competencyText': languageValue(wanted.statement),
    'ceasn:competencyLabel': languageValue(wanted.label),
    'ceasn:codedNotation': wanted.codedNotation,
    'ceasn:listID': wanted.listEnumeration,
    'ceasn:competencyCategory': languageValue(wanted.category),
    'ceasn:complexityLevel': wanted.levels.flatMap(({ uri }) => uri ?? []),
    'ceasn:educationLevelType': wanted.educationLevels,
    'ceasn:comment': languageListValue(wanted.notes),
    'ceasn:conceptKeyword': languageListValue(wanted.keywords),
    'ceasn:inLanguage': tagsOf(wanted.language),
    'ceasn:dateModified': wanted.modifiedAt,
    ...own,
    'ceasn:isPartOf': links.framework,
    'ceasn:isTopChildOf': links.tops.has(at) ? links.framework : null,
    'ceasn:isChildOf': links.parents.get(at),
    'ceasn:hasChild': links.children.get(at),
    ...links.aligned.get(at),
  })
  const read = readCompetency(plain, framework.language)
  const kept = keptExtra(wanted.extra, foreign, keptFields(content, read))
  return { ...plain, ...(Object.keys(kept).length > 0 ? { 'plumbline:fields': kept } : {}) }
}

/** Which keys a JSON-LD document can carry as they are: those with a prefix or a full address. */
function byVocabulary(extra: JsonObject): { own: JsonObject; foreign: boolean } {
  const foreign = Object.keys(extra).filter((key) => !key.includes(':'))
  return { own: without(extra, foreign), foreign: foreign.length > 0 }
}

function keptExtra(extra: JsonObject, foreign: boolean, kept: JsonObject): JsonObject {
  return { ...without(kept, ['extra']), ...(foreign ? { extra } : {}) }
}

const propertyOf = new Map(Object.entries(ctdlAlignments).map(([key, type]) => [type, key]))

function linksOf(
  associations: PackageAssociation[],
  ids: Map<string, Identity>,
  framework: string,
): Links {
  const links: Links = {
    framework,
    children: new Map(),
    parents: new Map(),
    tops: new Set(),
    aligned: new Map(),
    kept: [],
  }
  const uriOf = (end: AssociationEnd): string | null => {
    if (end.kind === 'framework') return framework
    return end.kind === 'foreign' ? end.uri : (ids.get(end.id)?.['@id'] ?? null)
  }
  const inOrder = [...associations].sort((a, b) => compareSequence(a.sequence, b.sequence))
  for (const { type, from, to, sequence } of inOrder) {
    const [source, target] = [uriOf(from), uriOf(to)]
    if (source === null || target === null) continue
    const property = propertyOf.get(type)
    if (type === 'isChildOf' && from.kind === 'competency') {
      add(links.children, target, source)
      if (to.kind === 'framework') links.tops.add(source)
      else add(links.parents, source, target)
    } else if (property && from.kind === 'competency' && to.kind !== 'framework') {
      const aligned = links.aligned.get(source) ?? {}
      aligned[property] = [...(aligned[property] ?? []), target]
      links.aligned.set(source, aligned)
    } else {
      const end = (side: AssociationEnd, uri: string): Json =>
        side.kind === 'foreign' ? side : uri
      links.kept.push({ type, from: end(from, source), to: end(to, target), sequence })
    }
  }
  return links
}

function add(map: Map<string, string[]>, key: string, value: string) {
  const standing = map.get(key)
  if (standing) standing.push(value)
  else map.set(key, [value])
}

function tagsOf(language: string | null): Json {
  const tag = languageTag(language)
  return tag === unknownLanguage ? null : [tag]
}

/** Text whose language is not known is written plainly, the rest as a language map. */
function languageValue(map: LanguageMap): Json {
  const { und, ...known } = map
  if (und === undefined) return known
  return Object.keys(known).length === 0 ? und : { ...known, '@none': und }
}

function languageListValue(lists: LanguageLists): Json {
  const { und, ...known } = lists
  if (und === undefined) return known
  return Object.keys(known).length === 0 ? und : { ...known, '@none': und }
}

function identityOf(identifiers: ExternalIdentifier[], name: string): Identity {
  const value = (scheme: ExternalIdentifier['scheme']) =>
    identifiers.find((found) => found.scheme === scheme)?.value
  const uri = value('ctdl_uri') ?? value('case_uri')
  const uuid = value('case_uuid')
  const ctid =
    value('ctid') ?? `ce-${uuid && isUuid(uuid) ? uuid.toLowerCase() : nameUuid(uri ?? name)}`
  return { '@id': uri ?? `urn:uuid:${ctid.slice(3)}`, 'ceterms:ctid': ctid }
}
