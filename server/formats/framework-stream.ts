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
  /** Those of a lower group stand before all of a higher one. */
  group: number
  /**
   * What is said where an end is outside: `stated` names it where the relation is between nothing of ours, `listed` wants a
   * competency of the file and is left out without one, `said` and `kept` say nothing. Those that are listed or said number
   * the children of a parent, see {@link FrameworkStream}.
   */
  rule: 'stated' | 'listed' | 'said' | 'kept'
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
  /** Whether the children of each parent are numbered in the order in which they are named, each once. */
  numbersChildren: boolean
  /** Whether only what has no parent in the file stands at the top: what is listed there, or all where nothing is. */
  topsAreOrphans: boolean
  /** Relations that are known once every piece is read. */
  rest(): Iterable<NamedLink>
}
