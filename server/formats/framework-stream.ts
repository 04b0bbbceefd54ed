import type {
  AssociationContent,
  AssociationEnd,
  FrameworkPackage,
  PackageCompetency,
} from '@/server/domain/catalogue/frameworks'
import type { JsonObject } from '@/server/domain/json'
import type { JsonPart } from './json-parts'

/** An end as a file names it: the first name that means something here counts, else it lies outside. */
export type NamedEnd = {
  names: string[]
  foreign: Extract<AssociationEnd, { kind: 'foreign' }> | null
}

/** A relation whose ends may stand anywhere in the file, before it or after. */
export type NamedLink = {
  path: string
  content: AssociationContent
  from: NamedEnd
  to: NamedEnd
  raw: JsonObject
}

export type StreamedPart =
  | { of: 'competency'; competency: PackageCompetency; names: string[] }
  | ({ of: 'link' } & NamedLink)

/** A framework that is read piece by piece: what is wrong in a piece is pushed to the problems it was begun with. */
export type FrameworkStream = {
  format: FrameworkPackage['format']
  framework: FrameworkPackage['framework']
  /** The names by which a relation may mean the framework itself. */
  names: Set<string>
  read(part: JsonPart): StreamedPart[]
  /** Relations that are known once every piece is read. */
  rest(): Iterable<NamedLink>
}
