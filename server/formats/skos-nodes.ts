import { isJsonObject, type Json, type JsonObject } from '@/server/domain/json'
import { compacted, listOf, objectsOf, textOf, textsOf } from './json-reading'

/** All nodes of a document, what is written inside another among them, and which of these are of what kind. */
export type SkosNodes = { nodes: JsonObject[]; schemes: JsonObject[]; concepts: JsonObject[] }

/**
 * The nodes of a SKOS document as one flat list: a graph, an array, one scheme or concept, with others written
 * inside, envelopes of the Registry. Keys of SKOS are without a prefix, whether they came with one, without or as
 * a full address; `@id`, `@type`, `@value` and `@language` are so called, also where the document calls them
 * otherwise.
 */
export function skosNodes(value: Json): SkosNodes {
  const nodes: JsonObject[] = []
  for (const outer of objectsOf(value)) {
    const document = isJsonObject(outer.decoded_resource) ? outer.decoded_resource : outer
    const graph = document['@graph'] ?? document.graph
    for (const node of objectsOf(graph ?? document)) nodes.push(flattened(node, nodes))
  }
  return {
    nodes,
    schemes: nodes.filter(isScheme),
    concepts: nodes.filter(isConcept),
  }
}

/** Whether a document is a concept scheme or concepts of SKOS, and not of a vocabulary that uses some. */
export function isSkos(value: Json): boolean {
  const { nodes, schemes, concepts } = skosNodes(value)
  if (schemes.length + concepts.length === 0) return false
  return !nodes.some(
    (node) =>
      'ceasn:competencyText' in node || textsOf(node['@type']).some((type) => others.test(type)),
  )
}

/** Types of CTDL, of its outcome data and of ASN, in which concepts are levels and kinds of other things. */
const others = /^(?:ceterms|ceasn|qdata|asn):|purl\.org\/(?:ctdl|ASN)|credreg\.net/i

function isScheme(node: JsonObject): boolean {
  return isOfSkos(node, 'ConceptScheme') || (!('@type' in node) && 'hasTopConcept' in node)
}

function isConcept(node: JsonObject): boolean {
  if (isOfSkos(node, 'Concept')) return true
  return typesOf(node).length === 0 && skosWords.some((key) => key in node) && 'prefLabel' in node
}

/** What only a concept says, beside its label. */
const skosWords = ['broader', 'narrower', 'topConceptOf', 'inScheme', 'notation', 'altLabel']

function isOfSkos(node: JsonObject, name: string): boolean {
  return typesOf(node).includes(name)
}

function typesOf(node: JsonObject): string[] {
  return textsOf(node['@type']).map((type) => type.split(/[:/#]/).at(-1) ?? type)
}

const vocabularies: [RegExp, string][] = [
  [/^(?:skos:|https?:\/\/www\.w3\.org\/2004\/02\/skos\/core#)/, ''],
  [/^(?:dct:|dcterms:|http:\/\/purl\.org\/dc\/terms\/)/, 'dct:'],
  [/^http:\/\/purl\.org\/dc\/elements\/1\.1\//, 'dc:'],
  [/^http:\/\/www\.w3\.org\/2000\/01\/rdf-schema#/, 'rdfs:'],
  [/^https?:\/\/purl\.org\/ctdlasn\/terms\//, 'ceasn:'],
  [/^https?:\/\/purl\.org\/ctdl\/terms\//, 'ceterms:'],
]
const aliases = new Map([
  ['id', '@id'],
  ['uri', '@id'],
  ['type', '@type'],
])

function keyOf(key: string): string {
  const vocabulary = vocabularies.find(([iri]) => iri.test(key))
  return aliases.get(key) ?? (vocabulary ? key.replace(...vocabulary) : key)
}

const links = new Set([
  ...['broader', 'narrower', 'topConceptOf', 'hasTopConcept', 'inScheme', 'related'],
  ...['exactMatch', 'closeMatch', 'broadMatch', 'narrowMatch', 'relatedMatch'],
])

function flattened(node: JsonObject, nodes: JsonObject[]): JsonObject {
  const named: JsonObject = {}
  const id = idOf(node)
  for (const [key, value] of Object.entries(node)) {
    const name = keyOf(key)
    named[name] = links.has(name) ? listOf(value).map((item) => lifted(item, nodes)) : saidIn(value)
  }
  return id === null ? named : { ...named, '@id': id }
}

/** A link to something that is written out inside it. */
function lifted(value: Json, nodes: JsonObject[]): Json {
  if (!isJsonObject(value)) return value
  const says = Object.keys(value).map(keyOf)
  if (!says.includes('prefLabel')) return idOf(value) ?? value
  const id = idOf(value) ?? `_:inner-${nodes.length}`
  const at = nodes.length
  nodes.push({})
  const inner = flattened(value, nodes)
  nodes[at] = { '@type': 'skos:Concept', ...inner, '@id': id }
  return id
}

function idOf(node: JsonObject): string | null {
  return textOf(node['@id']) ?? textOf(node.uri) ?? textOf(node.id)
}

/** Texts with their language as JSON-LD writes them, also where a context calls it `value` and `lang`. */
function saidIn(value: Json): Json {
  if (Array.isArray(value)) return value.map(saidIn)
  if (!isJsonObject(value) || !('value' in value)) return value
  const { value: said = null, lang, language = lang, type: _, ...more } = value
  if (Object.keys(more).length > 0) return value
  return compacted({ '@value': said, '@language': language })
}
