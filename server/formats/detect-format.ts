import type { FrameworkFormat } from '@/server/domain/catalogue/frameworks'
import { DomainError, type RefusalKey, type RefusalValues } from '@/server/domain/errors'
import { isJsonObject, type Json, type JsonObject } from '@/server/domain/json'
import { isCaseItems } from './case-items'
import { listOf, textOf } from './json-reading'
import { isRsd } from './rsd'
import { seeming } from './seeming'
import { isSkos } from './skos-nodes'

/**
 * What a text is, judged by its content and never by its name. Throws `invalid` with a sentence
 * that says what it seems to be when it is no framework format.
 */
export function detectFormat(text: string): 'json' | 'csv' {
  const start = text.trimStart()
  if (start === '') throw invalid('files.empty')
  if (start.startsWith('{') || start.startsWith('[') || start.startsWith('//')) return 'json'
  if (start.startsWith('<')) {
    throw invalid('files.markup')
  }
  if (!/[,;\t\n]/.test(start)) {
    throw invalid('files.noColumns')
  }
  return 'csv'
}

/**
 * The framework a JSON document holds, out of the wrappers that programs and services put around it: a CASE package (one,
 * in `CFPackage`, `CFPackages`, a list, `data` and the like) or its items in a list, Rich Skill Descriptors, a SKOS
 * concept scheme or a CTDL-ASN document. Throws `invalid` naming what it is instead, or the frameworks of a file that
 * holds several packages.
 */
export function findFramework(value: Json): {
  format: Exclude<FrameworkFormat, 'csv'>
  value: Json
} {
  if (isCaseItems(value)) return { format: 'case', value }
  const [found, ...more] = packagesIn(value)
  if (found && more.length === 0) return { format: 'case', value: found }
  if (found) throw severalPackages([found, ...more])
  const inner = documentIn(value)
  if (isJsonObject(inner)) refusePart(inner)
  if (isCaseItems(inner)) return { format: 'case', value: inner }
  if (isRsd(inner)) return { format: 'rsd', value: inner }
  if (isSkos(inner)) return { format: 'skos', value: inner }
  if (looksLikeCtdl(inner)) return { format: 'ctdl_asn', value: inner }
  throw seeming(inner) ?? invalid('json.noFramework')
}

/** Keys under which services and programs put what they were asked for. */
const wrappers = new Set([
  ...['cfpackage', 'cfpackages', 'data', 'result', 'results', 'response', 'payload', 'body'],
  ...['items', 'content', 'value', 'values', 'package', 'packages', 'framework', 'frameworks'],
])
const deepestWrapper = 4

function packagesIn(value: Json, depth = 0): JsonObject[] {
  if (depth > deepestWrapper) return []
  if (Array.isArray(value)) return value.flatMap((item) => packagesIn(item, depth + 1))
  if (!isJsonObject(value)) return []
  if ('CFDocument' in value) return [value]
  return wrapped(value).flatMap((inner) => packagesIn(inner, depth + 1))
}

/** A document that is no CASE package, without the wrappers around it. */
function documentIn(value: Json, depth = 0): Json {
  if (!isJsonObject(value) || depth > deepestWrapper || isDocument(value)) return value
  const [inner, another] = wrapped(value)
  return inner !== undefined && another === undefined ? documentIn(inner, depth + 1) : value
}

function wrapped(value: JsonObject): Json[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    wrappers.has(key.toLowerCase()) && typeof inner === 'object' && inner !== null ? [inner] : [],
  )
}

function severalPackages(packages: JsonObject[]): DomainError {
  const titles = packages.flatMap(({ CFDocument }) =>
    isJsonObject(CFDocument) ? (textOf(CFDocument.title) ?? []) : [],
  )
  const named = titles.slice(0, 10).map((title) => `“${title.trim().slice(0, 100)}”`)
  return invalid('case.severalPackages', {
    count: packages.length,
    titles: named.join(', '),
    more: Math.max(0, titles.length - named.length),
  })
}

/** Answers of a CASE service that are only a part of a package. */
function refusePart(value: JsonObject): void {
  if ('CFDocuments' in value) {
    throw invalid('case.documentList', { count: listOf(value.CFDocuments).length })
  }
  const parts = ['CFItems', 'CFItem', 'CFAssociations', 'CFAssociation', 'CFRubrics']
  if (parts.some((key) => key in value)) throw invalid('case.documentMissing')
}

function isDocument(value: JsonObject): boolean {
  return (
    '@graph' in value ||
    '@type' in value ||
    '@context' in value ||
    'decoded_resource' in value ||
    'envelope_ceterms_ctid' in value ||
    ('type' in value && 'id' in value)
  )
}

function looksLikeCtdl(value: Json): boolean {
  return listOf(value).some(
    (node) =>
      isJsonObject(node) &&
      (isDocument(node) || 'ceasn:competencyText' in node || 'ceasn:name' in node),
  )
}

function invalid(key: RefusalKey, values: RefusalValues = {}): DomainError {
  return new DomainError('invalid', key, { field: 'file', values })
}
