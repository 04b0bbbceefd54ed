import type { Problem } from '@/server/domain/catalogue/frameworks'
import { DomainError } from '@/server/domain/errors'
import { isJsonObject, type Json, type JsonObject } from '@/server/domain/json'
import { isOfType } from './ctdl-nodes'
import { uriOf } from './ctdl-references'
import { namedAfter } from './framework-named'
import { listOf, textOf, textsOf } from './json-reading'
import { seeming } from './seeming'

/** The node that is read as the framework, and the same as it stands in the document. */
export type CtdlFrame = { node: JsonObject; raw: JsonObject }

/**
 * What frames the competencies of a document: its CompetencyFramework; else its Collection, whose members are the top of
 * the tree in their order; else, for competencies alone, a framework named after the file, which is said. Throws
 * `invalid` for a document without competencies, saying what it is instead.
 */
export function frameOf(
  nodes: readonly JsonObject[],
  document: { value: Json; fileName: string; problems: Problem[] },
): CtdlFrame {
  const framework = nodes.find((node) => isOfType(node, 'CompetencyFramework'))
  if (framework) return { node: framework, raw: framework }
  const competencies = nodes.filter((node) => 'ceasn:competencyText' in node)
  const collection = nodes.find((node) => isOfType(node, 'Collection'))
  if (collection && competencies.length > 0) {
    return { node: fromCollection(collection, competencies, nodes), raw: collection }
  }
  if (collection && !nodes.some((node) => hasOtherUse(node))) throw membersMissing(collection)
  if (competencies.length === 0) throw seeming(document.value) ?? noFramework(nodes)
  const { fileName, problems } = document
  return { node: aroundCompetencies(namedAfter(fileName, problems), competencies), raw: {} }
}

function fromCollection(
  collection: JsonObject,
  competencies: readonly JsonObject[],
  nodes: readonly JsonObject[],
): JsonObject {
  const { 'ceterms:hasMember': members, ...head } = collection
  const listed = listOf(members).flatMap((member) => uriOf(meant(member, nodes)) ?? [])
  const saying = competencies.flatMap((node) =>
    listOf(node['ceterms:isMemberOf']).some((of) => uriOf(of) === textOf(collection['@id']))
      ? idsOf(node).slice(0, 1)
      : [],
  )
  const order = [...new Set([...listed, ...saying])]
  return {
    ...head,
    'ceasn:description': head['ceasn:description'] ?? head['ceterms:description'] ?? null,
    'ceasn:inLanguage': head['ceasn:inLanguage'] ?? head['ceterms:inLanguage'] ?? null,
    'ceasn:hasTopChild': withoutChildren(
      order.length > 0 ? order : allOf(competencies),
      competencies,
    ),
  }
}

/** A member may be a stand-in that says for whom it stands, so that it can carry a place of its own. */
function meant(member: Json, nodes: readonly JsonObject[]): Json {
  const uri = uriOf(member)
  const standIn = isJsonObject(member) && 'ceterms:proxyFor' in member ? member : undefined
  const named = standIn ?? nodes.find((node) => uri !== null && node['@id'] === uri)
  return named?.['ceterms:proxyFor'] ?? member
}

function aroundCompetencies(name: string, competencies: readonly JsonObject[]): JsonObject {
  const owners = new Set(
    competencies.flatMap((node) =>
      [...listOf(node['ceasn:isPartOf']), ...listOf(node['ceasn:isTopChildOf'])].map(uriOf),
    ),
  )
  const [owner, another] = [...owners]
  return {
    ...(owner && another === undefined ? { '@id': owner } : {}),
    'ceasn:name': name,
    'ceasn:hasTopChild': withoutChildren(allOf(competencies), competencies),
  }
}

/** Of these names, those that no competency has for a child. */
function withoutChildren(names: readonly string[], competencies: readonly JsonObject[]): string[] {
  const known = new Set(competencies.flatMap(idsOf))
  const children = new Set(
    competencies.flatMap((node) => {
      const parents = listOf(node['ceasn:isChildOf']).flatMap((parent) => uriOf(parent) ?? [])
      return [
        ...listOf(node['ceasn:hasChild']).flatMap((child) => uriOf(child) ?? []),
        ...(parents.some((parent) => known.has(parent)) ? idsOf(node) : []),
      ]
    }),
  )
  return names.filter((name) => !children.has(name))
}

function allOf(competencies: readonly JsonObject[]): string[] {
  return competencies.flatMap((node) => idsOf(node).slice(0, 1))
}

function idsOf(node: JsonObject): string[] {
  return [...textsOf(node['@id']), ...textsOf(node['ceterms:ctid'])]
}

function hasOtherUse(node: JsonObject): boolean {
  return isOfType(node, 'Concept') || isOfType(node, 'ConceptScheme')
}

function membersMissing(collection: JsonObject): DomainError {
  const count = listOf(collection['ceterms:hasMember']).length
  return new DomainError('invalid', 'ctdl.membersMissing', { field: 'file', values: { count } })
}

function noFramework(nodes: readonly JsonObject[]): DomainError {
  const types = [...new Set(nodes.flatMap((node) => textsOf(node['@type'])))].slice(0, 4)
  const values = { seen: types.length, types: types.join(', ') }
  return new DomainError('invalid', 'ctdl.noFramework', { field: 'file', values })
}
