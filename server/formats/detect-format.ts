import type { FrameworkFormat } from '@/server/domain/catalogue/frameworks'
import { DomainError, type RefusalKey, type RefusalValues } from '@/server/domain/errors'
import { isJsonObject, type Json } from '@/server/domain/json'

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

/** Which framework format a JSON document is; throws `invalid` naming what it is instead. */
export function detectJsonFormat(value: Json): Exclude<FrameworkFormat, 'csv'> {
  if (isJsonObject(value)) {
    if ('CFDocument' in value) return 'case'
    if ('CFDocuments' in value) {
      const count = Array.isArray(value.CFDocuments) ? value.CFDocuments.length : 0
      throw invalid('case.documentList', { count })
    }
    if ('CFItems' in value) {
      throw invalid('case.documentMissing')
    }
  }
  if (looksLikeCtdl(value)) return 'ctdl_asn'
  throw invalid('json.noFramework')
}

function looksLikeCtdl(value: Json): boolean {
  const nodes = Array.isArray(value) ? value : [value]
  return nodes.some(
    (node) =>
      isJsonObject(node) &&
      ('@graph' in node ||
        '@type' in node ||
        '@context' in node ||
        'decoded_resource' in node ||
        'envelope_ceterms_ctid' in node),
  )
}

function invalid(key: RefusalKey, values: RefusalValues = {}): DomainError {
  return new DomainError('invalid', key, { field: 'file', values })
}
