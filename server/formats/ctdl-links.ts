import {
  AssociationEnd,
  type ExternalIdentifier,
  type FrameworkHead,
  matchKeys,
  type PackageAssociation,
  type PackageCompetency,
  type Problem,
} from '@/server/domain/catalogue/frameworks'
import { isJsonObject, type Json, type JsonObject } from '@/server/domain/json'
import { ctdlAlignments } from './association-types'
import { ctdlIdentifiers, uriOf } from './ctdl-references'
import { listOf, textOf } from './json-reading'

/** All relations: the tree in the order parents list their children, alignments, kept ones. */
export function associationsOf(
  node: JsonObject,
  framework: FrameworkHead,
  competencies: PackageCompetency[],
  problems: Problem[],
): PackageAssociation[] {
  const end = endFinder(framework, competencies)
  const families = new Map<
    string,
    { parent: AssociationEnd; children: Map<string, AssociationEnd> }
  >()
  const join = (parent: AssociationEnd, child: AssociationEnd) => {
    const family = families.get(nameOf(parent)) ?? { parent, children: new Map() }
    if (!family.children.has(nameOf(child))) family.children.set(nameOf(child), child)
    families.set(nameOf(parent), family)
  }
  const children = (listed: Json | undefined, parent: AssociationEnd, path: string) => {
    for (const child of listOf(listed)) {
      const found = end(child)
      if (found?.kind === 'competency') join(parent, found)
      else {
        const detail = uriOf(child) ?? ''
        problems.push({ severity: 'warning', reason: 'end_missing', path, detail })
      }
    }
  }
  children(node['ceasn:hasTopChild'], { kind: 'framework' }, framework.uri ?? 'framework')
  for (const { id, raw } of competencies) {
    children(raw['ceasn:hasChild'], { kind: 'competency', id }, id)
  }
  for (const { id, raw } of competencies) {
    const parents = [...listOf(raw['ceasn:isTopChildOf']), ...listOf(raw['ceasn:isChildOf'])]
    for (const parent of parents) {
      const found = end(parent)
      if (found) join(found, { kind: 'competency', id })
    }
  }
  const tree = [...families.values()].flatMap(({ parent, children: within }) =>
    [...within.values()].map((child, sequence) => relation('isChildOf', child, parent, sequence)),
  )
  return [...tree, ...alignmentsOf(competencies, end), ...keptAssociations(node, end)]
}

function alignmentsOf(competencies: PackageCompetency[], end: EndFinder): PackageAssociation[] {
  return competencies.flatMap(({ id, raw }) =>
    Object.entries(ctdlAlignments).flatMap(([key, type]) =>
      listOf(raw[key]).flatMap((target) => {
        const to = end(target)
        return to ? [relation(type, { kind: 'competency', id }, to, null)] : []
      }),
    ),
  )
}

/** Relations CTDL-ASN has no property for, as an export of ours keeps them. */
function keptAssociations(node: JsonObject, end: EndFinder): PackageAssociation[] {
  return listOf(node['plumbline:associations']).flatMap((kept) => {
    if (!isJsonObject(kept)) return []
    const [from, to] = [keptEnd(kept.from, end), keptEnd(kept.to, end)]
    const type = textOf(kept.type)
    if (!from || !to || !type) return []
    const { sequence } = kept
    const order = typeof sequence === 'number' || typeof sequence === 'string' ? sequence : null
    return [relation(type, from, to, order)]
  })
}

function keptEnd(value: Json | undefined, end: EndFinder): AssociationEnd | null {
  const foreign = AssociationEnd.safeParse(value)
  return foreign.success ? foreign.data : end(value ?? null)
}

function relation(
  type: string,
  from: AssociationEnd,
  to: AssociationEnd,
  sequence: number | string | null,
): PackageAssociation {
  return { identifiers: [], type, from, to, sequence, modifiedAt: null, extra: {}, raw: {} }
}

type EndFinder = (reference: Json) => AssociationEnd | null

/** Finds ends by id, also where only the host's scheme or the case of a CTID differs. */
function endFinder(framework: FrameworkHead, competencies: PackageCompetency[]): EndFinder {
  const ends = new Map<string, AssociationEnd>()
  const put = (uri: string, identifiers: ExternalIdentifier[], end: AssociationEnd) => {
    for (const key of [uri, ...matchKeys(identifiers)]) if (!ends.has(key)) ends.set(key, end)
  }
  put(framework.uri ?? '', framework.identifiers, { kind: 'framework' })
  put(framework.uri ?? '', ctdlIdentifiers({ '@id': framework.uri }), { kind: 'framework' })
  for (const { id, identifiers, raw } of competencies) {
    put(id, [...identifiers, ...ctdlIdentifiers(raw)], { kind: 'competency', id })
  }
  return (reference) => {
    const uri = uriOf(reference)
    if (uri === null) return null
    const ctid = /ce-[0-9a-f-]{36}$/i.exec(uri)?.[0]
    const keys = [uri, ...matchKeys(ctdlIdentifiers({ '@id': uri, 'ceterms:ctid': ctid ?? null }))]
    const end = keys.map((key) => ends.get(key)).find((found) => found !== undefined)
    return end ?? { kind: 'foreign', uri, identifier: null, title: null }
  }
}

function nameOf(end: AssociationEnd): string {
  if (end.kind === 'framework') return 'framework'
  return end.kind === 'competency' ? `competency ${end.id}` : `foreign ${end.uri}`
}
