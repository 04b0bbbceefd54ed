import { checkedPackage } from '@/server/domain/catalogue/framework-checks'
import {
  type CompetencyContent,
  type FrameworkHead,
  type FrameworkPackage,
  frameworkLimits,
  type PackageCompetency,
  type Problem,
  withStatement,
} from '@/server/domain/catalogue/frameworks'
import { DomainError } from '@/server/domain/errors'
import { isJsonObject, type Json, type JsonObject } from '@/server/domain/json'
import {
  type LanguageLists,
  languageTag,
  pickText,
  unknownLanguage,
} from '@/server/domain/language-map'
import { ctdlIdentifiers, uriOf } from './ctdl-references'
import { namedAfter } from './framework-named'
import { instantOf, listOf, textOf, without } from './json-reading'
import { languageListsOf, languageMapOf } from './language-reading'
import { severalFrameworks } from './several-frameworks'
import { linksOf } from './skos-links'
import { skosNodes } from './skos-nodes'

/**
 * Reads a SKOS concept scheme as a framework, its concepts as the tree that `broader`, `narrower`, `topConceptOf`
 * and `hasTopConcept` give together. A concept's label is its short label and its definition its statement;
 * without a definition the label is the statement. Concepts without their scheme are named after the file.
 * Throws `invalid` for several schemes in one file, and `limit_reached` above 100,000 concepts.
 * Source: SKOS Reference (W3C 2009); JSON-LD 1.1.
 */
export function readSkos(
  value: Json,
  readProblems: Problem[] = [],
  fileName = '',
): FrameworkPackage {
  const problems = [...readProblems]
  const { schemes, concepts } = skosNodes(value)
  const scheme = schemeOf(schemes, concepts)
  const framework = readScheme(scheme)
  if (pickText(framework.name) === '') framework.name = { und: namedAfter(fileName, problems) }
  if (concepts.length > frameworkLimits.competencies) {
    throw new DomainError('limit_reached', 'skos.mostConcepts', { field: 'file' })
  }
  const competencies = concepts.flatMap((node, index) => {
    const read = readSkosConcept(node, { path: `@graph[${index}]` }, framework.language)
    problems.push(...read.problems)
    return read.competency ?? []
  })
  if (competencies.length === 0) problems.push({ severity: 'warning', reason: 'nothing_inside' })
  return checkedPackage({
    format: 'skos',
    framework: { ...framework, raw: scheme },
    competencies,
    associations: linksOf(scheme, framework, competencies, problems),
    problems,
  })
}

/** The one scheme of a document: its only one, that of all its concepts, or what they name without its being there. */
function schemeOf(schemes: JsonObject[], concepts: JsonObject[]): JsonObject {
  const own = concepts.map(schemesOf)
  const tops = new Map(
    schemes.map((scheme) => [
      scheme,
      new Set(listOf(scheme.hasTopConcept).flatMap((top) => uriOf(top) ?? [])),
    ]),
  )
  const holds = (scheme: JsonObject, at: number) =>
    own[at]?.includes(textOf(scheme['@id']) ?? '') === true ||
    tops.get(scheme)?.has(textOf(concepts[at]?.['@id']) ?? '') === true
  const used = schemes.filter((scheme) => concepts.some((_, at) => holds(scheme, at)))
  if (used.length > 1) {
    const whole = used.find((scheme) => concepts.every((_, at) => holds(scheme, at)))
    if (whole) return whole
    throw severalFrameworks(used.map((scheme) => pickText(readScheme(scheme).name) || null))
  }
  const [only] = used.length > 0 ? used : schemes
  if (only) return only
  const [named, another] = new Set(own.flat())
  return named !== undefined && another === undefined ? { '@id': named } : {}
}

function schemesOf(concept: JsonObject): string[] {
  const named = [...listOf(concept.inScheme), ...listOf(concept.topConceptOf)]
  return named.flatMap((scheme) => uriOf(scheme) ?? [])
}

const titles = ['prefLabel', 'dct:title', 'dc:title', 'rdfs:label', 'ceasn:name', 'ceterms:name']
const descriptions = ['definition', 'dct:description', 'dc:description', 'ceasn:description']
const schemeKeys = [
  ...['@context', '@id', '@type', 'hasTopConcept', 'ceterms:ctid', 'dct:modified'],
  ...['dct:license', 'owl:versionInfo'],
]

function readScheme(node: JsonObject): FrameworkHead {
  const tag = languageTag(uriOf(node['dct:language'] ?? node['ceasn:inLanguage']))
  const language = tag === unknownLanguage ? null : tag
  const title = [...titles, 'title', 'name'].find((key) => key in node) ?? ''
  const description = [...descriptions, 'description'].find((key) => key in node) ?? ''
  return {
    identifiers: ctdlIdentifiers(node),
    uri: uriOf(node['@id']),
    name: languageMapOf(node[title], language),
    description: languageMapOf(node[description], language),
    publisher: textIn(node['dct:publisher'], language),
    creator: pickText(textIn(node['dct:creator'], language)) || null,
    version: textOf(node['owl:versionInfo']),
    status: null,
    language,
    licence: uriOf(node['dct:license']),
    subjects: [],
    sourceUrl: null,
    modifiedAt: instantOf(uriOf(node['dct:modified'])),
    extra: without(node, [...schemeKeys, title, description]),
  }
}

/** Who made a scheme where that is a name; an address says nobody. */
function textIn(value: Json | undefined, language: string | null) {
  const names = listOf(value).filter((item) => !isJsonObject(item) || '@value' in item)
  return languageMapOf(names, language)
}

const conceptKeys = [
  ...['@context', '@id', '@type', 'ceterms:ctid', 'prefLabel', 'definition', 'altLabel'],
  ...['hiddenLabel', 'scopeNote', 'dct:modified', 'broader', 'narrower', 'topConceptOf'],
  ...['hasTopConcept', 'related', 'exactMatch', 'closeMatch', 'broadMatch', 'narrowMatch'],
  'relatedMatch',
]

/** One concept, its keys as {@link skosNodes} gives them, as a competency; its links are of the whole. */
export function readSkosConcept(
  node: JsonObject,
  place: { path: string },
  language: string | null,
): { competency: PackageCompetency | null; problems: Problem[] } {
  const id = textOf(node['@id'])
  const path = id ?? place.path
  const notations = listOf(node.notation)
  const content: CompetencyContent = withStatement({
    identifiers: ctdlIdentifiers(node),
    statement: languageMapOf(node.definition, language),
    label: languageMapOf(node.prefLabel, language),
    codedNotation: uriOf(notations[0]),
    listEnumeration: null,
    category: {},
    type: null,
    axis: null,
    levels: [],
    educationLevels: [],
    notes: languageListsOf(node.scopeNote, language),
    keywords: joinedLists(
      languageListsOf(node.altLabel, language),
      languageListsOf(node.hiddenLabel, language),
    ),
    language: null,
    modifiedAt: instantOf(uriOf(node['dct:modified'])),
    extra: without(node, [...conceptKeys, ...(notations.length > 1 ? [] : ['notation'])]),
  })
  if (Object.keys(content.statement).length === 0) {
    const problem = { severity: 'error', reason: 'statement_missing', path } as const
    return { competency: null, problems: [{ ...problem, column: 'skos:prefLabel' }] }
  }
  return {
    competency: { ...content, id: path, place: { path }, raw: node },
    problems: id ? [] : [{ severity: 'warning', reason: 'identifier_missing', path }],
  }
}

function joinedLists(one: LanguageLists, other: LanguageLists): LanguageLists {
  const tags = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return Object.fromEntries(tags.map((tag) => [tag, [...(one[tag] ?? []), ...(other[tag] ?? [])]]))
}
