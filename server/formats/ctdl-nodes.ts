import { verify } from 'node:crypto'
import type { Problem } from '@/server/domain/catalogue/frameworks'
import { isJsonObject, type Json, type JsonObject } from '@/server/domain/json'
import { listOf, textOf } from './json-reading'
import { parseJson } from './parse-json'

/**
 * The nodes of a CTDL-ASN document as one flat list, whatever its shape: a single node, an array,
 * an `@graph`, a Registry envelope (decoded or only its signed text), competencies written inside
 * other nodes. Keys are compacted and spelled as the vocabulary spells them. Nothing is fetched;
 * an envelope's signature is checked when the key is in it, and a mismatch is a warning. `before` are
 * the nodes of the same document that were given already.
 */
export function ctdlNodes(value: Json, problems: Problem[], before = 0): JsonObject[] {
  const flat: Flat = { nodes: [], before }
  for (const document of documentsOf(value, problems)) {
    for (const node of listOf(document['@graph'] ?? document)) {
      if (isJsonObject(node)) flat.nodes.push(flattened(node, flat))
    }
  }
  return flat.nodes
}

type Flat = { nodes: JsonObject[]; before: number }

function documentsOf(value: Json, problems: Problem[]): JsonObject[] {
  return listOf(value).flatMap((document) => {
    if (!isJsonObject(document)) return []
    if (!('resource' in document) && !('decoded_resource' in document)) return [document]
    const signed = textOf(document.resource)
    const key = textOf(document.resource_public_key)
    const isToken = signed !== null && signed.split('.').length === 3
    if (isToken && key && !signatureHolds(signed, key)) {
      problems.push({ severity: 'warning', reason: 'signature_mismatch' })
    }
    return documentsOf(document.decoded_resource ?? payloadOf(signed), problems)
  })
}

function payloadOf(token: string | null): Json {
  const payload = Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString('utf8')
  return parseJson(payload).value
}

/** RS256 over header and payload, as the Registry signs its envelopes. */
function signatureHolds(token: string, key: string): boolean {
  const [header = '', payload = '', signature = ''] = token.split('.')
  try {
    const signed = Buffer.from(`${header}.${payload}`)
    return verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}

/** Takes competencies written inside the node out into the list, leaving their ids behind. */
function flattened(node: JsonObject, flat: Flat): JsonObject {
  const named: JsonObject = {}
  for (const [key, value] of Object.entries(node)) {
    named[keyOf(key)] = Array.isArray(value)
      ? value.map((item) => lifted(item, flat))
      : lifted(value, flat)
  }
  return named
}

function lifted(value: Json, flat: Flat): Json {
  if (!isJsonObject(value) || !isCompetency(value)) return value
  const inner = flattened(value, flat)
  const id = textOf(inner['@id']) ?? `_:inner-${flat.before + flat.nodes.length}`
  flat.nodes.push({ ...inner, '@id': id })
  return id
}

/** True for a competency, whether its type is said or only what it says. */
export function isCompetency(node: JsonObject): boolean {
  return isOfType(node, 'Competency') || (!('@type' in node) && 'ceasn:competencyText' in node)
}

/** True when one of the node's types has this local name, under any prefix. */
export function isOfType(node: JsonObject, name: string): boolean {
  return listOf(node['@type']).some(
    (type) => typeof type === 'string' && type.split(/[:/#]/).at(-1) === name,
  )
}

const vocabularies: [RegExp, string][] = [
  [/^https?:\/\/(purl\.org|credreg\.net)\/ctdlasn\/terms\//, 'ceasn:'],
  [/^https?:\/\/(purl\.org|credreg\.net)\/ctdl\/terms\//, 'ceterms:'],
  [/^https?:\/\/purl\.org\/ASN\/schema\/core\//, 'asn:'],
  [/^https?:\/\/www\.w3\.org\/2004\/02\/skos\/core#/, 'skos:'],
]

const spellings = [
  ...['@id', '@type', 'ceterms:ctid', 'ceterms:versionCode', 'skos:prefLabel'],
  ...['ceasn:name', 'ceasn:description', 'ceasn:publisherName', 'ceasn:author', 'ceasn:license'],
  ...['ceasn:publicationStatusType', 'ceasn:source', 'ceasn:inLanguage', 'ceasn:dateModified'],
  ...['ceasn:hasTopChild', 'ceasn:isTopChildOf', 'ceasn:hasChild', 'ceasn:isChildOf'],
  ...['ceasn:isPartOf', 'ceasn:competencyText', 'ceasn:competencyLabel', 'ceasn:codedNotation'],
  ...['ceasn:listID', 'ceasn:competencyCategory', 'ceasn:complexityLevel', 'ceasn:comment'],
  ...['ceasn:educationLevelType', 'ceasn:conceptKeyword', 'ceasn:shouldIndex', 'ceasn:weight'],
]
const spelled = new Map(spellings.map((key) => [key.toLowerCase(), key]))
const unprefixed = new Map(
  spellings.flatMap((key) => {
    const name = key.split(':')[1]
    return name ? [[name.toLowerCase(), key]] : []
  }),
)
const aliases: Record<string, string> = {
  'ceasn:competencynotation': 'ceasn:codedNotation',
  'ceterms:name': 'ceasn:name',
  id: '@id',
  type: '@type',
}

function keyOf(key: string): string {
  const vocabulary = vocabularies.find(([iri]) => iri.test(key))
  const short = vocabulary ? key.replace(...vocabulary) : key
  const small = short.toLowerCase()
  return aliases[small] ?? spelled.get(small) ?? unprefixed.get(small) ?? short
}
