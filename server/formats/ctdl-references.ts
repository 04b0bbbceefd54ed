import type { ExternalIdentifier } from '@/server/domain/catalogue/frameworks'
import { isJsonObject, type Json, type JsonObject } from '@/server/domain/json'
import { listOf, textOf } from './json-reading'

/** The names a node goes by: its `@id` (unless it is blank) and its CTID, as received. */
export function ctdlIdentifiers(node: JsonObject): ExternalIdentifier[] {
  const uri = textOf(node['@id'])
  const ctid = textOf(node['ceterms:ctid'])
  return [
    ...(uri && !uri.startsWith('_:') ? [{ scheme: 'ctdl_uri' as const, value: uri }] : []),
    ...(ctid ? [{ scheme: 'ctid' as const, value: ctid }] : []),
  ]
}

/** The first reference in a value: a text, or an object with an id or a target. */
export function uriOf(value: Json | undefined): string | null {
  const [first] = listOf(value)
  if (!isJsonObject(first)) return textOf(first)
  return textOf(first['@id']) ?? textOf(first['@value']) ?? textOf(first['ceterms:targetNode'])
}
