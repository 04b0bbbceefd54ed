import type {
  AssociationEnd,
  FrameworkHead,
  PackageAssociation,
  PackageCompetency,
  Problem,
} from '@/server/domain/catalogue/frameworks'
import type { Json, JsonObject } from '@/server/domain/json'
import { uriOf } from './ctdl-references'
import { listOf } from './json-reading'

/** Relations of SKOS beside the tree, with the type they are read as. */
const relations: Record<string, string> = {
  related: 'isRelatedTo',
  exactMatch: 'exactMatchOf',
  closeMatch: 'ext:closeMatch',
  broadMatch: 'broadAlignment',
  narrowMatch: 'narrowAlignment',
  relatedMatch: 'isRelatedTo',
}

/** The tree in the order in which concepts list those below them, then the relations to others. */
export function linksOf(
  scheme: JsonObject,
  { uri }: FrameworkHead,
  competencies: readonly PackageCompetency[],
  problems: Problem[],
): PackageAssociation[] {
  const ids = new Set(competencies.map(({ id }) => id))
  const end = (name: string): AssociationEnd => {
    if (ids.has(name)) return { kind: 'competency', id: name }
    if (name === uri) return { kind: 'framework' }
    return { kind: 'foreign', uri: name, identifier: null, title: null }
  }
  const families = new Map<string, Set<string>>()
  const join = (parent: string, child: string) => {
    const children = families.get(parent) ?? new Set()
    families.set(parent, children.add(child))
  }
  const top = uri ?? ''
  const listed = (children: Json | undefined, parent: string, path: string) => {
    for (const child of namesIn(children)) {
      if (ids.has(child)) join(parent, child)
      else problems.push({ severity: 'warning', reason: 'end_missing', path, detail: child })
    }
  }
  listed(scheme.hasTopConcept, top, top || 'skos:hasTopConcept')
  for (const { id, raw } of competencies) listed(raw.narrower, id, id)
  for (const { id, raw } of competencies) {
    if (namesIn(raw.topConceptOf).includes(top)) join(top, id)
    for (const parent of namesIn(raw.broader)) join(parent, id)
  }
  const tree = [...families].flatMap(([parent, children]) =>
    [...children].map((child, sequence) => {
      const to: AssociationEnd = parent === top ? { kind: 'framework' } : end(parent)
      return relation('isChildOf', end(child), to, sequence)
    }),
  )
  const others = competencies.flatMap(({ id, raw }) =>
    Object.entries(relations).flatMap(([key, type]) =>
      namesIn(raw[key]).map((name) => relation(type, end(id), end(name), null)),
    ),
  )
  return [...tree, ...others]
}

function namesIn(value: Json | undefined): string[] {
  return listOf(value).flatMap((item) => uriOf(item) ?? [])
}

function relation(
  type: string,
  from: AssociationEnd,
  to: AssociationEnd,
  sequence: number | null,
): PackageAssociation {
  return { identifiers: [], type, from, to, sequence, modifiedAt: null, extra: {}, raw: {} }
}
