import { checkedPackage } from '@/server/domain/catalogue/framework-checks'
import {
  CompetencyContent,
  type CompetencyLevel,
  FrameworkHead,
  type FrameworkPackage,
  frameworkLimits,
  type PackageCompetency,
  type Problem,
  typeFromWord,
  withStatement,
} from '@/server/domain/catalogue/frameworks'
import { DomainError } from '@/server/domain/errors'
import { isJsonObject, type Json, type JsonObject } from '@/server/domain/json'
import {
  type LanguageLists,
  type LanguageMap,
  languageTag,
  pickText,
  unknownLanguage,
} from '@/server/domain/language-map'
import { ctdlAlignments } from './association-types'
import { frameOf } from './ctdl-frame'
import {
  associationsOf,
  ctdlFrameworkNames,
  ctdlNames,
  linksSaidBy,
  linksSaidByFramework,
} from './ctdl-links'
import { ctdlNodes, isCompetency, isOfType } from './ctdl-nodes'
import { ctdlIdentifiers, uriOf } from './ctdl-references'
import type { FrameworkStream, StreamedPart } from './framework-stream'
import type { JsonPart } from './json-parts'
import { instantOf, listOf, textOf, without } from './json-reading'
import { restoredFields } from './kept-fields'
import { languageListsOf, languageMapOf } from './language-reading'

/**
 * Reads a CTDL-ASN competency framework in any of the shapes of {@link ctdlNodes}, a Collection of competencies, or
 * competencies alone, whose framework is then named after the file ({@link frameOf}). The tree comes
 * from `isChildOf`, `hasChild`, `isTopChildOf` and `hasTopChild` together, in the order the
 * parents list. Throws `invalid` when there are no competencies in the document, saying what is there
 * instead, and `limit_reached` above 100,000 competencies. Source: CTDL-ASN; FORMATS §1a, §7.
 */
export function readCtdl(
  value: Json,
  readProblems: Problem[] = [],
  fileName = '',
): FrameworkPackage {
  const problems = [...readProblems]
  const nodes = ctdlNodes(value, problems)
  const { node, raw, framework, others, levels } = readHead(nodes, { value, fileName, problems })
  const found = nodes.filter(isCompetency)
  if (found.length > frameworkLimits.competencies) throw mostCompetencies()
  const competencies = found.flatMap((item, index) =>
    readNode(item, { index, framework, others, levels, problems }),
  )
  if (competencies.length === 0) problems.push({ severity: 'warning', reason: 'nothing_inside' })
  return checkedPackage({
    format: 'ctdl_asn',
    framework: { ...framework, raw },
    competencies,
    associations: associationsOf(node, framework, competencies, problems),
    problems,
  })
}

/** What frames the competencies, and what of other nodes is needed to read one. */
function readHead(
  nodes: readonly JsonObject[],
  document: { value: Json; fileName: string; problems: Problem[] },
) {
  const { node, raw } = frameOf(nodes, document)
  const framework = readFramework(node)
  if (pickText(framework.name) === '') {
    throw new DomainError('invalid', 'ctdl.noName', { field: 'file' })
  }
  const others = new Set(
    nodes
      .filter((other) => other !== node && isOfType(other, 'CompetencyFramework'))
      .flatMap((other) => textOf(other['@id']) ?? []),
  )
  return { node, raw, framework, others, levels: levelNames(nodes) }
}

function mostCompetencies(): DomainError {
  return new DomainError('limit_reached', 'ctdl.mostCompetencies', { field: 'file' })
}

/** What has to be known of a document before its competencies can be read one by one. */
export class CtdlSurvey {
  private nodes: JsonObject[] = []
  private count = 0
  private competencies = 0
  private readonly owners = new Set<string>()

  constructor(private readonly problems: Problem[]) {}

  /** Of competencies only in which frameworks they say they stand, and how many there are. */
  add(part: JsonPart): void {
    const nodes = nodesOf(part, this.problems, this.count)
    this.count += nodes.length
    for (const node of nodes) {
      if (!isCompetency(node)) {
        this.nodes.push(node)
        continue
      }
      this.competencies += 1
      if (this.competencies > frameworkLimits.competencies) throw mostCompetencies()
      this.addOwners(node)
    }
  }

  private addOwners(node: JsonObject): void {
    const owners = [...listOf(node['ceasn:isPartOf']), ...listOf(node['ceasn:isTopChildOf'])]
    for (const owner of owners.flatMap((each) => uriOf(each) ?? [])) this.owners.add(owner)
  }

  /** The same document, to be given its pieces once more; throws as {@link readCtdl}. */
  stream(document: { value: Json; fileName: string }): FrameworkStream {
    const { problems } = this
    const inside = { 'ceasn:competencyText': '', 'ceasn:isPartOf': [...this.owners] }
    const all = this.competencies > 0 ? [...this.nodes, inside] : this.nodes
    const head = readHead(all, { ...document, problems })
    this.nodes = []
    const { node, framework, raw } = head
    const counted = { nodes: 0, competencies: 0 }
    const isFramed = isOfType(node, 'CompetencyFramework')
    return {
      format: 'ctdl_asn',
      framework: { ...framework, raw },
      names: ctdlFrameworkNames(framework),
      numbersChildren: true,
      topsAreOrphans: !isFramed,
      read(part) {
        const nodes = nodesOf(part, [], counted.nodes)
        counted.nodes += nodes.length
        return nodes.filter(isCompetency).flatMap((item): StreamedPart[] => {
          const found = readNode(item, { ...head, index: counted.competencies++, problems })
          return found.flatMap((competency) => [
            { of: 'competency', competency, names: ctdlNames(competency) },
            ...linksSaidBy(competency, isFramed ? null : framework).map((link) => ({
              ...{ of: 'link' as const, ...link },
            })),
          ])
        })
      },
      rest: () => linksSaidByFramework(node, framework),
    }
  }
}

/** The nodes of one piece of a document; none of a document whose own nodes are given one by one. */
function nodesOf({ value }: JsonPart, problems: Problem[], before: number): JsonObject[] {
  if (!isJsonObject(value)) return []
  const inner = isJsonObject(value.decoded_resource) ? value.decoded_resource : value
  const isNode = ['@id', '@type', 'id', 'type', 'resource', 'ceasn:competencyText'].some(
    (key) => key in value,
  )
  return '@graph' in inner || !isNode ? [] : ctdlNodes(value, problems, before)
}

const FrameworkHeadPart = FrameworkHead.partial()
const CompetencyContentPart = CompetencyContent.partial()

const frameworkKeys = [
  ...['@context', '@id', '@type', 'ceterms:ctid', 'ceasn:name', 'ceasn:description'],
  ...['ceasn:publisherName', 'ceterms:versionCode', 'ceasn:publicationStatusType'],
  ...['ceasn:license', 'ceasn:dateModified', 'ceasn:hasTopChild'],
  ...['plumbline:fields', 'plumbline:associations'],
]

/** The head from a CompetencyFramework node; lists of several languages, sources or authors stay in `extra`. */
export function readFramework(node: JsonObject): FrameworkHead {
  const language = languageOf(node['ceasn:inLanguage'])
  const map = (value: Json | undefined) => languageMapOf(value, language)
  const plain: FrameworkHead = {
    identifiers: ctdlIdentifiers(node),
    uri: uriOf(node['@id']),
    name: map(node['ceasn:name']),
    description: map(node['ceasn:description']),
    publisher: map(node['ceasn:publisherName']),
    creator: textOf(node['ceasn:author']),
    version: textOf(node['ceterms:versionCode']),
    status: uriOf(node['ceasn:publicationStatusType']),
    language,
    licence: uriOf(node['ceasn:license']),
    subjects: [],
    sourceUrl: uriOf(node['ceasn:source']),
    modifiedAt: instantOf(node['ceasn:dateModified']),
    extra: {
      ...without(node, [...frameworkKeys, 'ceasn:author', 'ceasn:source', 'ceasn:inLanguage']),
      ...whenSeveral(node, 'ceasn:author'),
      ...whenSeveral(node, 'ceasn:source'),
      ...whenSeveral(node, 'ceasn:inLanguage'),
    },
  }
  return { ...plain, ...restoredFields(FrameworkHeadPart, node['plumbline:fields']) }
}

const competencyKeys = [
  ...['@context', '@id', '@type', 'ceterms:ctid', 'ceasn:competencyText', 'ceasn:competencyLabel'],
  ...['ceasn:listID', 'ceasn:competencyCategory', 'ceasn:comment', 'ceasn:conceptKeyword'],
  ...['ceasn:complexityLevel', 'ceasn:dateModified', 'ceasn:isChildOf', 'ceasn:hasChild'],
  ...['ceasn:isTopChildOf', 'ceasn:isPartOf', 'plumbline:fields'],
  ...Object.keys(ctdlAlignments),
]

/** What a Competency node says; `levels` names the concepts that the document itself explains. */
export function readCompetency(
  node: JsonObject,
  frameworkLanguage: string | null,
  levels: Map<string, LanguageMap> = new Map(),
): CompetencyContent {
  const own = languageOf(node['ceasn:inLanguage'])
  const language = own ?? frameworkLanguage
  const map = (value: Json | undefined): LanguageMap => languageMapOf(value, language)
  const lists = (value: Json | undefined): LanguageLists => languageListsOf(value, language)
  const category = map(node['ceasn:competencyCategory'])
  const plain: CompetencyContent = {
    identifiers: ctdlIdentifiers(node),
    statement: map(node['ceasn:competencyText']),
    label: map(node['ceasn:competencyLabel']),
    codedNotation: textOf(node['ceasn:codedNotation']),
    listEnumeration: textOf(node['ceasn:listID']),
    category,
    type: typeFromWord(pickText(category)),
    axis: null,
    levels: listOf(node['ceasn:complexityLevel']).flatMap((level) => levelOf(level, levels)),
    educationLevels: listOf(node['ceasn:educationLevelType']).flatMap((item) => uriOf(item) ?? []),
    notes: lists(node['ceasn:comment']),
    keywords: lists(node['ceasn:conceptKeyword']),
    language: own,
    modifiedAt: instantOf(node['ceasn:dateModified']),
    extra: {
      ...without(node, [
        ...competencyKeys,
        ...['ceasn:codedNotation', 'ceasn:educationLevelType', 'ceasn:inLanguage'],
      ]),
      ...whenSeveral(node, 'ceasn:codedNotation'),
      ...whenSeveral(node, 'ceasn:inLanguage'),
    },
  }
  return { ...plain, ...restoredFields(CompetencyContentPart, node['plumbline:fields']) }
}

type NodeContext = {
  index: number
  framework: FrameworkHead
  others: Set<string>
  levels: Map<string, LanguageMap>
  problems: Problem[]
}

function readNode(node: JsonObject, context: NodeContext): PackageCompetency[] {
  const { framework, others, problems } = context
  const id = textOf(node['@id']) ?? textOf(node['ceterms:ctid'])
  const place = { path: id ?? `@graph[${context.index}]` }
  const belongs = listOf(node['ceasn:isPartOf']).flatMap((part) => uriOf(part) ?? [])
  const elsewhere = belongs.find((part) => others.has(part))
  if (elsewhere && !belongs.includes(framework.uri ?? '')) {
    problems.push({ severity: 'warning', reason: 'other_framework', detail: elsewhere, ...place })
    return []
  }
  const content = withStatement(readCompetency(node, framework.language, context.levels))
  if (Object.keys(content.statement).length === 0) {
    problems.push({
      severity: 'error',
      reason: 'statement_missing',
      column: 'ceasn:competencyText',
      ...place,
    })
    return []
  }
  if (!id) problems.push({ severity: 'warning', reason: 'identifier_missing', ...place })
  return [{ ...content, id: id ?? place.path, place, raw: node }]
}

function languageOf(value: Json | undefined): string | null {
  const tag = languageTag(uriOf(value)?.split('/').at(-1))
  return tag === unknownLanguage ? null : tag
}

function levelNames(nodes: readonly JsonObject[]): Map<string, LanguageMap> {
  return new Map(
    nodes.flatMap((node) => {
      const id = textOf(node['@id'])
      const named = node['skos:prefLabel'] ?? node['ceasn:name']
      return id && (isOfType(node, 'Concept') || isOfType(node, 'ProgressionLevel'))
        ? [[id, languageMapOf(named, null)] as const]
        : []
    }),
  )
}

function levelOf(level: Json, names: Map<string, LanguageMap>): CompetencyLevel[] {
  const uri = uriOf(level)
  const said = isJsonObject(level) ? languageMapOf(level['ceterms:targetNodeName'], null) : {}
  const label = Object.keys(said).length > 0 ? said : (names.get(uri ?? '') ?? {})
  return uri !== null || Object.keys(label).length > 0 ? [{ uri, label }] : []
}

function whenSeveral(node: JsonObject, key: string): JsonObject {
  const value = node[key]
  return Array.isArray(value) && value.length > 1 ? { [key]: value } : {}
}
