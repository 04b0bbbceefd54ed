import type { Problem } from '@/server/domain/catalogue/frameworks'
import { isJsonObject, type Json, type JsonObject } from '@/server/domain/json'
import { namedAfter } from './framework-named'
import { listOf, objectsOf } from './json-reading'

/**
 * Whether a list holds items of CASE by themselves, as services answer for them and files of lines hold
 * them, beside at most one package or document.
 */
export function isCaseItems(value: Json): boolean {
  const nodes = Array.isArray(value) ? value.filter(isJsonObject) : []
  return nodes.some(isItem) && nodes.filter((node) => documentOf(node) !== null).length < 2
}

/** One CASE package of a list that {@link isCaseItems}; without a document it is named after the file. */
export function packageOfItems(value: Json, problems: Problem[], fileName: string): JsonObject {
  const nodes = listOf(value)
  const framed = objectsOf(value).find((node) => documentOf(node) !== null)
  const document = framed && documentOf(framed)
  const parts = framed && 'CFDocument' in framed ? framed : {}
  const loose = nodes.filter((node) => node !== framed)
  const associations = objectsOf(loose).flatMap((node) => associationOf(node) ?? [])
  const items = loose
    .filter((node) => !isJsonObject(node) || associationOf(node) === null)
    .map((node) => (isJsonObject(node) ? inside(node, 'CFItem') : node))
  return {
    ...parts,
    CFDocument: document ?? { title: namedAfter(fileName, problems) },
    CFItems: [...listOf(parts.CFItems), ...items],
    CFAssociations: [...listOf(parts.CFAssociations), ...associations],
  }
}

function isItem(node: JsonObject): boolean {
  const item = inside(node, 'CFItem')
  return 'fullStatement' in item
}

function documentOf(node: JsonObject): JsonObject | null {
  if (isJsonObject(node.CFDocument)) return node.CFDocument
  return 'CFPackageURI' in node && 'title' in node ? node : null
}

function associationOf(node: JsonObject): JsonObject | null {
  const association = inside(node, 'CFAssociation')
  return 'originNodeURI' in association ? association : null
}

function inside(node: JsonObject, key: string): JsonObject {
  const inner = node[key]
  return isJsonObject(inner) ? inner : node
}
