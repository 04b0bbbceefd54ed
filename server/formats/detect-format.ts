import type { FrameworkFormat } from '@/server/domain/catalogue/frameworks'
import { DomainError } from '@/server/domain/errors'
import { isJsonObject, type Json } from '@/server/domain/json'

/**
 * What a text is, judged by its content and never by its name. Throws `invalid` with a sentence
 * that says what it seems to be when it is no framework format.
 */
export function detectFormat(text: string): 'json' | 'csv' {
  const start = text.trimStart()
  if (start === '') throw invalid('The file is empty.')
  if (start.startsWith('{') || start.startsWith('[') || start.startsWith('//')) return 'json'
  if (start.startsWith('<')) {
    throw invalid('This is an HTML or XML page. Upload CASE, CTDL-ASN or CSV.')
  }
  if (!/[,;\t\n]/.test(start)) {
    throw invalid('This text has no columns. Upload CASE, CTDL-ASN or CSV.')
  }
  return 'csv'
}

/** Which framework format a JSON document is; throws `invalid` naming what it is instead. */
export function detectJsonFormat(value: Json): Exclude<FrameworkFormat, 'csv'> {
  if (isJsonObject(value)) {
    if ('CFDocument' in value) return 'case'
    if ('CFDocuments' in value) {
      const count = Array.isArray(value.CFDocuments) ? value.CFDocuments.length : 0
      throw invalid(
        `This is a list of ${count} CASE documents without their competencies. Upload the package (CFPackages) of the one you want.`,
      )
    }
    if ('CFItems' in value) {
      throw invalid('This CASE package has no CFDocument, so its framework has no name.')
    }
  }
  if (looksLikeCtdl(value)) return 'ctdl_asn'
  throw invalid('This JSON is neither a CASE package nor a CTDL-ASN framework.')
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

function invalid(message: string): DomainError {
  return new DomainError('invalid', message, { field: 'file' })
}
