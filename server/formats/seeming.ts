import { DomainError } from '@/server/domain/errors'
import { isJsonObject, type Json, type JsonObject } from '@/server/domain/json'
import { listOf, textsOf } from './json-reading'

/** What a JSON document that holds no framework of ours seems to be; each is a sentence of `json.seems`. */
const seemings = [
  'cass',
  'asn',
  'clr',
  'endorsement',
  'badge',
  'credential',
  'key',
  'jobPosting',
  'jsonSchema',
  'openApi',
  'geoJson',
  'caseAnswer',
  'xapi',
  'context',
  'vocabulary',
] as const
type Seeming = (typeof seemings)[number]

/**
 * A refusal that says what a document seems to be and what to upload instead; null where it is nothing known. Sources:
 * schema.cassproject.org 0.4; ASN; Open Badges 2 and 3; CLR; Verifiable
 * Credentials; JSON Schema; OpenAPI; GeoJSON (RFC 7946); CASE 1.1 (imsx_StatusInfo); xAPI.
 */
export function seeming(value: Json): DomainError | null {
  const what = seemingOf(value)
  return what && new DomainError('invalid', 'json.seems', { field: 'file', values: { what } })
}

function seemingOf(value: Json): Seeming | null {
  const nodes = nodesOf(value)
  const found = seemings.find((name) => signs[name](signsOf(nodes)))
  return found ?? null
}

/** Enough of a document to know it by. */
const looksAt = 200

function nodesOf(value: Json): JsonObject[] {
  const documents = listOf(value).filter(isJsonObject)
  const within = documents.flatMap((document) => listOf(document['@graph']))
  return [...documents, ...within].filter(isJsonObject).slice(0, looksAt)
}

type Signs = {
  has(key: string): boolean
  /** Whether a node has one of these types, under any prefix. */
  is(...types: string[]): boolean
  /** Whether a context, type or key is of this vocabulary. */
  speaks(of: RegExp): boolean
  untyped: boolean
}

function signsOf(nodes: readonly JsonObject[]): Signs {
  const keys = new Set(nodes.flatMap((node) => Object.keys(node)))
  const types = nodes.flatMap((node) => [...textsOf(node['@type']), ...textsOf(node.type)])
  const local = new Set(types.map((type) => type.split(/[:/#]/).at(-1)))
  const contexts = nodes.flatMap((node) => textsOf(node['@context']))
  return {
    has: (key) => keys.has(key),
    is: (...names) => names.some((name) => local.has(name)),
    untyped: types.length === 0,
    speaks: (of) => [...contexts, ...types, ...keys].some((word) => of.test(word)),
  }
}

const signs: Record<Seeming, (of: Signs) => boolean> = {
  cass: ({ speaks, is, has }) =>
    speaks(/cassproject\.org/i) || (is('Framework') && (has('competency') || has('relation'))),
  asn: ({ is, speaks }) =>
    is('StandardDocument') || speaks(/purl\.org\/ASN\/|asn\.(?:jesandco|desire2learn)\.org/i),
  clr: ({ is }) => is('ClrCredential', 'Clr', 'CLR'),
  endorsement: ({ is }) => is('EndorsementCredential', 'Endorsement'),
  badge: ({ is }) =>
    is('OpenBadgeCredential', 'AchievementCredential', 'Assertion', 'BadgeClass', 'Achievement'),
  credential: ({ is }) => is('VerifiableCredential', 'VerifiablePresentation'),
  key: ({ has }) => has('verificationMethod') || has('assertionMethod'),
  jobPosting: ({ is, has }) => is('JobPosting') || (has('positionID') && has('title')),
  jsonSchema: ({ has }) => has('$schema') || (has('properties') && has('type')),
  openApi: ({ has }) => has('openapi') || has('swagger'),
  geoJson: ({ is }) => is('FeatureCollection', 'Feature', 'GeometryCollection', 'Topology'),
  caseAnswer: ({ has }) => has('imsx_codeMajor') || has('imsx_codeMinor'),
  xapi: ({ has }) => has('statements') || (has('actor') && has('verb')),
  context: ({ has, untyped }) => has('@context') && untyped,
  vocabulary: ({ is }) => is('Property', 'Class', 'Ontology'),
}
