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
import type { NamedEnd, NamedLink } from './framework-stream'
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
  const children = (listed: Json[], parent: AssociationEnd, path: string) => {
    for (const child of listed) {
      const found = end(child)
      if (found?.kind === 'competency') join(parent, found)
      else {
        const detail = uriOf(child) ?? ''
        problems.push({ severity: 'warning', reason: 'end_missing', path, detail })
      }
    }
  }
  children(topChildrenOf(node), { kind: 'framework' }, framework.uri ?? 'framework')
  for (const { id, raw } of competencies) {
    children(childrenOf(raw), { kind: 'competency', id }, id)
  }
  for (const { id, raw } of competencies) {
    for (const parent of parentsOf(raw)) {
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
    targetsOf(raw).flatMap(({ type, target }) => {
      const to = end(target)
      return to ? [relation(type, { kind: 'competency', id }, to, null)] : []
    }),
  )
}

function topChildrenOf(framework: JsonObject): Json[] {
  return listOf(framework['ceasn:hasTopChild'])
}

function childrenOf(competency: JsonObject): Json[] {
  return listOf(competency['ceasn:hasChild'])
}

function parentsOf(competency: JsonObject): Json[] {
  return [...listOf(competency['ceasn:isTopChildOf']), ...listOf(competency['ceasn:isChildOf'])]
}

function targetsOf(competency: JsonObject): { type: string; target: Json }[] {
  return Object.entries(ctdlAlignments).flatMap(([key, type]) =>
    listOf(competency[key]).map((target) => ({ type, target })),
  )
}

/** In which order {@link associationsOf} gives relations of each kind. */
const groups = {
  ...{ listedByFramework: 0, saidByMember: 1, listedByParent: 2, saidByChild: 3, aligned: 4 },
  kept: 5,
}

/** The names by which other nodes mean a competency. */
export function ctdlNames({ id, identifiers, raw }: PackageCompetency): string[] {
  return [...new Set([id, ...matchKeys([...identifiers, ...ctdlIdentifiers(raw)])])]
}

/** The names by which nodes mean the framework. */
export function ctdlFrameworkNames({ uri, identifiers }: FrameworkHead): Set<string> {
  return new Set([uri ?? '', ...matchKeys([...identifiers, ...ctdlIdentifiers({ '@id': uri })])])
}

/** What a competency says of its relations, before it is known what else there is; `collection` may have it as a member. */
export function linksSaidBy(
  { id, raw }: PackageCompetency,
  collection: FrameworkHead | null,
): NamedLink[] {
  const own: NamedEnd = { names: [id], foreign: null }
  const isMember =
    collection?.uri && listOf(raw['ceterms:isMemberOf']).map(uriOf).includes(collection.uri)
  const top: NamedEnd = { names: [collection?.uri ?? ''], foreign: null }
  const member = { path: id, rule: 'listed', group: groups.saidByMember } as const
  return [
    ...(isMember ? [named('isChildOf', own, top, member)] : []),
    ...childrenOf(raw).map((child) =>
      named('isChildOf', meant(child), own, {
        path: id,
        rule: 'listed',
        group: groups.listedByParent,
      }),
    ),
    ...parentsOf(raw).flatMap((parent) => {
      const rules = { path: id, rule: 'said', group: groups.saidByChild } as const
      return uriOf(parent) === null ? [] : [named('isChildOf', own, meant(parent), rules)]
    }),
    ...targetsOf(raw).flatMap(({ type, target }) => {
      const rules = { path: id, rule: 'said', group: groups.aligned } as const
      return uriOf(target) === null ? [] : [named(type, own, meant(target), rules)]
    }),
  ]
}

/** What the framework's node says of relations. */
export function linksSaidByFramework(node: JsonObject, { uri }: FrameworkHead): NamedLink[] {
  const path = uri ?? 'framework'
  const framework: NamedEnd = { names: [uri ?? ''], foreign: null }
  const kept = keptAssociations(node, (reference) => foreignEnd(uriOf(reference)))
  return [
    ...topChildrenOf(node).map((child) =>
      named('isChildOf', meant(child), framework, {
        ...{ path, rule: 'listed', group: groups.listedByFramework },
      }),
    ),
    ...kept.map(({ from, to, raw, ...content }) => ({
      ...{ path, rule: 'kept' as const, group: groups.kept, content, raw },
      ...{ from: namedEnd(from), to: namedEnd(to) },
    })),
  ]
}

function namedEnd(end: AssociationEnd): NamedEnd {
  if (end.kind === 'framework') return { names: [''], foreign: null }
  return end.kind === 'foreign' ? meant(end.uri, end) : { names: [end.id], foreign: null }
}

function named(
  type: string,
  from: NamedEnd,
  to: NamedEnd,
  rules: Pick<NamedLink, 'path' | 'rule' | 'group'>,
): NamedLink {
  const { from: _, to: __, raw, ...content } = relation(type, noEnd, noEnd, null)
  return { ...rules, content, raw, from, to }
}

const noEnd: AssociationEnd = { kind: 'framework' }

function meant(reference: Json, foreign = foreignEnd(uriOf(reference))): NamedEnd {
  const uri = uriOf(reference)
  return { names: uri === null ? [] : keysOf(uri), foreign }
}

function foreignEnd(uri: string | null): NamedEnd['foreign'] {
  return uri === null ? null : { kind: 'foreign', uri, identifier: null, title: null }
}

function keysOf(uri: string): string[] {
  const ctid = /ce-[0-9a-f-]{36}$/i.exec(uri)?.[0]
  return [uri, ...matchKeys(ctdlIdentifiers({ '@id': uri, 'ceterms:ctid': ctid ?? null }))]
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
    const end = keysOf(uri).flatMap((key) => ends.get(key) ?? [])[0]
    return end ?? foreignEnd(uri)
  }
}

function nameOf(end: AssociationEnd): string {
  if (end.kind === 'framework') return 'framework'
  return end.kind === 'competency' ? `competency ${end.id}` : `foreign ${end.uri}`
}
