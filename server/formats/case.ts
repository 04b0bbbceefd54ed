import { checkedPackage } from '@/server/domain/catalogue/framework-checks'
import {
  AssociationContent,
  type AssociationEnd,
  CompetencyContent,
  type ExternalIdentifier,
  FrameworkHead,
  type FrameworkPackage,
  frameworkLimits,
  type PackageAssociation,
  type PackageCompetency,
  type Problem,
  typeFromWord,
  withStatement,
} from '@/server/domain/catalogue/frameworks'
import { DomainError } from '@/server/domain/errors'
import { isJsonObject, type Json, type JsonObject } from '@/server/domain/json'
import { languageTag, pickText } from '@/server/domain/language-map'
import { associationTypeOf } from './association-types'
import { caseClasses, conformed } from './case-classes'
import type { FrameworkStream, NamedEnd, NamedLink } from './framework-stream'
import type { JsonPart } from './json-parts'
import { compacted, instantOf, listOf, objectsOf, textOf, textsOf, without } from './json-reading'
import { restoredFields } from './kept-fields'

/**
 * Reads a CASE 1.0 or 1.1 package (CFDocument, CFItems, CFAssociations, CFDefinitions), leniently:
 * what older writers do differently is understood, what cannot be used is a problem with its path.
 * Throws `invalid` when there is no CFDocument with a title, `limit_reached` above 100,000 items.
 * Source: 1EdTech CASE 1.0 and 1.1, package classes; FORMATS §3.
 */
export function readCase(value: Json, readProblems: Problem[] = []): FrameworkPackage {
  const problems = [...readProblems]
  const framework = readHead(value, problems)
  const items = isJsonObject(value) ? listOf(value.CFItems) : []
  if (items.length > frameworkLimits.competencies) throw mostItems()
  const competencies = items.flatMap((item, index) =>
    readPackageItem(item, { index, language: framework.language, problems }),
  )
  const ends = endsOf(framework, competencies)
  const found = isJsonObject(value) ? listOf(value.CFAssociations) : []
  const associations = readAssociations(found, ends, problems)
  if (competencies.length === 0) problems.push({ severity: 'warning', reason: 'nothing_inside' })
  return checkedPackage({ format: 'case', framework, competencies, associations, problems })
}

/** What a package says beside its items and associations; throws as {@link readCase}. */
function readHead(value: Json, problems: Problem[]): FrameworkPackage['framework'] {
  const document = isJsonObject(value) ? value.CFDocument : null
  if (!isJsonObject(value) || !isJsonObject(document)) {
    throw new DomainError('invalid', 'case.noDocument', { field: 'file' })
  }
  const framework = readDocument(document, packageParts(value, document, problems))
  if (pickText(framework.name) === '') {
    throw new DomainError('invalid', 'case.noTitle', { field: 'file' })
  }
  return { ...framework, raw: { CFDocument: document } }
}

function mostItems(): DomainError {
  return new DomainError('limit_reached', 'case.mostItems', { field: 'file' })
}

/** Reads the same package piece by piece: `value` holds none of its items and associations, or the first of them. */
export function streamCase(value: Json, problems: Problem[]): FrameworkStream {
  const framework = readHead(value, problems)
  const counted = { CFItems: 0, CFAssociations: 0 }
  return {
    format: 'case',
    framework,
    names: frameworkNames(framework),
    ...{ numbersChildren: false, topsAreOrphans: false },
    read(part) {
      const at = partOfPackage(part)
      if (!at) return []
      const index = counted[at.list]++
      if (at.list === 'CFItems') {
        if (index >= frameworkLimits.competencies) throw mostItems()
        const items = readPackageItem(at.value, { index, language: framework.language, problems })
        return items.map((competency) => ({
          ...{ of: 'competency', competency, names: namesOf(competency) },
        }))
      }
      const association = readPackageAssociation(at.value, index, problems)
      return association ? [{ of: 'link', ...association }] : []
    },
    rest: () => [],
  }
}

type OfPackage = { list: 'CFItems' | 'CFAssociations'; value: Json }

/** An item or association of a package: an element of its lists, or a line of its own, named or bare. */
function partOfPackage({ list, value }: JsonPart): OfPackage | null {
  if (list === 'CFItems' || list === 'CFAssociations') return { list, value }
  if (!isJsonObject(value) || list === '@graph') return null
  if ('CFItem' in value) return { list: 'CFItems', value: value.CFItem ?? null }
  if ('CFAssociation' in value)
    return { list: 'CFAssociations', value: value.CFAssociation ?? null }
  if ('fullStatement' in value) return { list: 'CFItems', value }
  return 'associationType' in value ? { list: 'CFAssociations', value } : null
}

const FrameworkHeadPart = FrameworkHead.partial()
const CompetencyContentPart = CompetencyContent.partial()
const AssociationContentPart = AssociationContent.partial()

const documentKeys = [
  ...['identifier', 'uri', 'title', 'description', 'publisher', 'creator', 'version', 'language'],
  ...['adoptionStatus', 'subject', 'officialSourceURL', 'lastChangeDateTime', 'CFPackageURI'],
  ...['caseVersion', 'extensions'],
]

/** The head from a CFDocument; `parts` are the package's definitions and rubrics. */
export function readDocument(document: JsonObject, parts: JsonObject): FrameworkHead {
  const tag = languageTag(textOf(document.language))
  const map = (value: Json | undefined) => {
    const text = textOf(value)
    return text === null ? {} : { [tag]: text }
  }
  const licence = isJsonObject(document.licenseURI) ? document.licenseURI.uri : document.licenseURI
  const plain: FrameworkHead = {
    identifiers: identifiersOf(document),
    uri: textOf(document.uri),
    name: map(document.title),
    description: map(document.description),
    publisher: map(document.publisher),
    creator: textOf(document.creator),
    version: textOf(document.version),
    status: textOf(document.adoptionStatus),
    language: textOf(document.language),
    licence: textOf(licence),
    subjects: textsOf(document.subject),
    sourceUrl: textOf(document.officialSourceURL),
    modifiedAt: instantOf(document.lastChangeDateTime),
    extra: {
      ...without(document, documentKeys),
      ...otherExtensions(document),
    },
  }
  const head = { ...plain, ...restoredFields(FrameworkHeadPart, ourExtension(document)) }
  return { ...head, extra: { ...head.extra, ...compacted({ CFPackage: parts }) } }
}

const itemKeys = [
  ...['identifier', 'uri', 'fullStatement', 'abbreviatedStatement', 'CFItemType', 'notes'],
  ...['humanCodingScheme', 'listEnumeration', 'conceptKeywords', 'language', 'educationLevel'],
  ...['educationalLevel', 'lastChangeDateTime', 'CFDocumentURI', 'extensions'],
]

/** What a CFItem says; the document's language counts where the item names none. */
export function readItem(item: JsonObject, documentLanguage: string | null): CompetencyContent {
  const tag = languageTag(textOf(item.language) ?? documentLanguage)
  const map = (value: Json | undefined) => {
    const text = textOf(value)
    return text === null ? {} : { [tag]: text }
  }
  const lists = (value: Json | undefined) => {
    const texts = textsOf(value)
    return texts.length === 0 ? {} : { [tag]: texts }
  }
  const plain: CompetencyContent = {
    identifiers: identifiersOf(item),
    statement: map(item.fullStatement),
    label: map(item.abbreviatedStatement),
    codedNotation: textOf(item.humanCodingScheme),
    listEnumeration: textOf(item.listEnumeration),
    category: map(item.CFItemType),
    type: typeFromWord(textOf(item.CFItemType) ?? ''),
    axis: null,
    levels: [],
    educationLevels: textsOf(item.educationLevel ?? item.educationalLevel),
    notes: lists(item.notes),
    keywords: lists(item.conceptKeywords),
    language: textOf(item.language),
    modifiedAt: instantOf(item.lastChangeDateTime),
    extra: { ...without(item, itemKeys), ...otherExtensions(item) },
  }
  return { ...plain, ...restoredFields(CompetencyContentPart, ourExtension(item)) }
}

const associationKeys = [
  ...['identifier', 'uri', 'associationType', 'sequenceNumber', 'originNodeURI'],
  ...['destinationNodeURI', 'lastChangeDateTime', 'CFDocumentURI', 'extensions'],
]

/** What a CFAssociation says beside its two ends. */
export function readAssociation(association: JsonObject): AssociationContent {
  const ends = compacted({
    originTargetType: targetTypeOf(association.originNodeURI),
    destinationTargetType: targetTypeOf(association.destinationNodeURI),
  })
  const plain: AssociationContent = {
    identifiers: identifiersOf(association),
    type: associationTypeOf(textOf(association.associationType) ?? ''),
    sequence: sequenceOf(association.sequenceNumber),
    modifiedAt: instantOf(association.lastChangeDateTime),
    extra: { ...without(association, associationKeys), ...otherExtensions(association), ...ends },
  }
  return { ...plain, ...restoredFields(AssociationContentPart, ourExtension(association)) }
}

type InPackage = { index: number; language: string | null; problems: Problem[] }

/** The competency of an element of CFItems; none, which is said, where there is nothing to take. */
function readPackageItem(
  item: Json,
  { index, language, problems }: InPackage,
): PackageCompetency[] {
  const path = `CFItems[${index}]`
  if (!isJsonObject(item)) {
    problems.push({ severity: 'error', reason: 'not_an_object', path })
    return []
  }
  const content = withStatement(readItem(item, language))
  if (Object.keys(content.statement).length === 0) {
    problems.push({
      severity: 'error',
      reason: 'statement_missing',
      path,
      column: 'fullStatement',
    })
    return []
  }
  const identifier = textOf(item.identifier)?.toLowerCase() ?? textOf(item.uri)
  if (!identifier) {
    problems.push({
      severity: 'warning',
      reason: 'identifier_missing',
      path,
      column: 'identifier',
    })
  }
  return [{ ...content, id: identifier ?? path, place: { path }, raw: item }]
}

type Ends = { competencies: Map<string, string>; framework: Set<string> }

function endsOf(framework: FrameworkHead, competencies: PackageCompetency[]): Ends {
  return {
    competencies: new Map(
      competencies.flatMap((competency) =>
        namesOf(competency).map((name) => [name, competency.id]),
      ),
    ),
    framework: frameworkNames(framework),
  }
}

/** Every name by which an association may mean a competency, in small letters. */
function namesOf({ id, identifiers, raw }: PackageCompetency): string[] {
  const all = [...identifiers, ...identifiersOf(raw)].map(({ value }) => value.toLowerCase())
  return [...new Set([id, ...all])]
}

function frameworkNames({ identifiers, uri }: FrameworkHead): Set<string> {
  return new Set([...identifiers.map(({ value }) => value.toLowerCase()), uri?.toLowerCase() ?? ''])
}

function readAssociations(found: Json[], ends: Ends, problems: Problem[]) {
  return found.flatMap((association, index): PackageAssociation[] => {
    const read = readPackageAssociation(association, index, problems)
    if (!read) return []
    const [from, to] = [endMeant(read.from, ends), endMeant(read.to, ends)]
    const { path } = read
    if (!from || !to) {
      problems.push({ severity: 'warning', reason: 'end_missing', path })
      return []
    }
    if (from.kind === 'foreign' && to.kind !== 'competency') {
      problems.push({ severity: 'warning', reason: 'end_missing', path, detail: from.uri })
    }
    return [{ ...read.content, from, to, raw: read.raw }]
  })
}

function readPackageAssociation(
  association: Json,
  index: number,
  problems: Problem[],
): NamedLink | null {
  const path = `CFAssociations[${index}]`
  if (!isJsonObject(association)) {
    problems.push({ severity: 'error', reason: 'not_an_object', path })
    return null
  }
  return {
    ...{ path, group: 0, rule: 'stated' },
    content: readAssociation(association),
    from: readEnd(association.originNodeURI),
    to: readEnd(association.destinationNodeURI),
    raw: association,
  }
}

function readEnd(end: Json | undefined): NamedEnd {
  const link = isJsonObject(end) ? end : { uri: end ?? null }
  const identifier = textOf(link.identifier)
  const uri = textOf(link.uri)
  const address = uri ?? identifier
  return {
    names: [identifier, uri].flatMap((name) => name?.toLowerCase() ?? []),
    foreign:
      address === null
        ? null
        : { kind: 'foreign', uri: address, identifier, title: textOf(link.title) },
  }
}

function endMeant({ names, foreign }: NamedEnd, ends: Ends): AssociationEnd | null {
  for (const name of names) {
    const id = ends.competencies.get(name)
    if (id !== undefined) return { kind: 'competency', id }
    if (ends.framework.has(name)) return { kind: 'framework' }
  }
  return foreign
}

function identifiersOf(node: JsonObject): ExternalIdentifier[] {
  const identifier = textOf(node.identifier)
  const uri = textOf(node.uri)
  return [
    ...(identifier ? [{ scheme: 'case_uuid' as const, value: identifier }] : []),
    ...(uri ? [{ scheme: 'case_uri' as const, value: uri }] : []),
  ]
}

/** The package's definitions, rubrics and extensions in the shape CASE 1.1 wants. */
function packageParts(value: JsonObject, document: JsonObject, problems: Problem[]): JsonObject {
  const modifiedAt = instantOf(document.lastChangeDateTime) ?? new Date(0).toISOString()
  const entries = (found: Json | undefined, known: Parameters<typeof conformed>[1], path: string) =>
    dictionaryOf(found).flatMap((entry, index) => {
      const fits = conformed(entry, known, { index, modifiedAt })
      if (!fits) {
        problems.push({
          severity: 'warning',
          reason: 'definitions_unreadable',
          path: `${path}[${index}]`,
        })
      }
      return fits ?? []
    })
  const found = isJsonObject(value.CFDefinitions) ? value.CFDefinitions : {}
  const definitions = compacted({
    CFConcepts: entries(found.CFConcepts, caseClasses.concept, 'CFConcepts'),
    CFSubjects: entries(found.CFSubjects, caseClasses.subject, 'CFSubjects'),
    CFLicenses: entries(found.CFLicenses, caseClasses.licence, 'CFLicenses'),
    CFItemTypes: entries(found.CFItemTypes, caseClasses.itemType, 'CFItemTypes'),
    CFAssociationGroupings: entries(
      found.CFAssociationGroupings,
      caseClasses.grouping,
      'CFAssociationGroupings',
    ),
    extensions: isJsonObject(found.extensions) ? found.extensions : {},
  })
  return compacted({
    CFDefinitions: definitions,
    CFRubrics: entries(value.CFRubrics, caseClasses.rubric, 'CFRubrics'),
    extensions: isJsonObject(value.extensions) ? value.extensions : {},
  })
}

/** A list of objects, also where an older writer made an object keyed by number of it. */
function dictionaryOf(value: Json | undefined): JsonObject[] {
  if (isJsonObject(value) && !('identifier' in value)) return objectsOf(Object.values(value))
  return objectsOf(value)
}

function ourExtension(node: JsonObject): Json | undefined {
  return isJsonObject(node.extensions) ? node.extensions.plumbline : undefined
}

function otherExtensions(node: JsonObject): JsonObject {
  if (!isJsonObject(node.extensions)) return {}
  return compacted({ extensions: without(node.extensions, ['plumbline']) })
}

function targetTypeOf(end: Json | undefined): string | null {
  return isJsonObject(end) ? textOf(end.targetType) : null
}

function sequenceOf(value: Json | undefined): number | string | null {
  const text = textOf(value)
  if (text === null) return null
  return Number.isSafeInteger(Number(text)) ? Number(text) : text
}
