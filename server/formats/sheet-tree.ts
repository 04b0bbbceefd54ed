import { compareSequence } from '@/server/domain/catalogue/framework-tree'
import type {
  PackageAssociation,
  PackageCompetency,
  Problem,
} from '@/server/domain/catalogue/frameworks'

// One for all rows: 100,000 of them hold a dozen each, and a file is read in little memory.
export const nothing = Object.freeze({})
export const none: never[] = []

/** A row as it was read: what it says, what it names as parents, and the groups it stands under, outermost first. */
export type SheetReading = {
  /** The line it stands on. */
  line: number
  competency: PackageCompetency
  parents: string[]
  sequence: string | null
  path: string[]
  /** A row that is itself the last group of its path. */
  isGroup: boolean
}

/**
 * The groups each row stands under, from the cells of a tree's columns. Where a column says each value
 * once, blanks below mean the one above; where it repeats itself, a blank means none. A cell that is
 * said closes what the cells to its right held.
 */
export function pathsOf(
  rows: readonly (readonly string[])[],
  groups: readonly number[],
): string[][] {
  const fills = groups.map((column) => saysOnce(rows.map((cells) => cells[column]?.trim() ?? '')))
  let standing: string[] = []
  return rows.map((cells) => {
    const path: string[] = []
    let said = false
    for (const [depth, column] of groups.entries()) {
      const own = cells[column]?.trim() ?? ''
      const above = fills[depth] && !said ? (standing[depth] ?? '') : ''
      path.push(own || above)
      said ||= own !== ''
    }
    standing = path
    return path
  })
}

function saysOnce(values: string[]): boolean {
  return values.every((value, at) => value === '' || value !== values[at - 1])
}

type TreeOptions = {
  /** The heading of the column that names parents. */
  parentColumn: string
  /** Whether the table has an order of its own. */
  ordered: boolean
  problems: Problem[]
}

/**
 * The competencies with the groups of their paths, in row order, and the links that make them a tree.
 * A parent is found by identifier, code or title; siblings have the order of their rows unless the
 * table has one of its own.
 */
export function treeOf(
  readings: SheetReading[],
  options: TreeOptions,
): { competencies: PackageCompetency[]; associations: PackageAssociation[] } {
  const links = new Links(options.ordered)
  const groups = new Groups(links)
  const parentOf = parentFinder(readings)
  const competencies = new Set<PackageCompetency>()
  for (const reading of readings) {
    const { competency, parents, sequence } = reading
    const { innermost, made } = groups.above(reading)
    for (const group of made) competencies.add(group)
    if (reading.isGroup) continue
    competencies.add(competency)
    if (parents.length === 0 && innermost) links.add(competency.id, innermost, sequence)
    for (const parent of parents) {
      const id = parentOf(parent, reading)
      const place = { ...competency.place, column: options.parentColumn, detail: parent }
      if (id === null) {
        options.problems.push({ severity: 'warning', reason: 'parent_missing', ...place })
      } else if (id === competency.id) {
        options.problems.push({ severity: 'error', reason: 'parent_itself', ...place })
      } else links.add(competency.id, id, sequence)
    }
  }
  const all = [...competencies]
  return {
    competencies: options.ordered ? rootsInOrder(all, links, readings) : all,
    associations: links.all,
  }
}

/** Each pair once, with a place among its siblings. */
class Links {
  readonly all: PackageAssociation[] = []
  readonly #pairs = new Set<string>()
  readonly #children = new Map<string, number>()
  readonly #ordered: boolean

  constructor(ordered: boolean) {
    this.#ordered = ordered
  }

  add(child: string, parent: string, sequence: string | null) {
    const pair = `${child}\n${parent}`
    if (this.#pairs.has(pair)) return
    this.#pairs.add(pair)
    const place = (this.#children.get(parent) ?? 0) + 1
    this.#children.set(parent, place)
    this.all.push(childOf(child, parent, this.#ordered ? numberOr(sequence) : place))
  }
}

/** The groups of a tree's columns, each made where it is first named. */
class Groups {
  readonly #byPath = new Map<string, string>()
  readonly #links: Links

  constructor(links: Links) {
    this.#links = links
  }

  /** The group a row stands in, and those that were not there before. */
  above({ path, competency, isGroup }: SheetReading): {
    innermost: string | null
    made: PackageCompetency[]
  } {
    const names = path.filter((part) => part !== '')
    const made: PackageCompetency[] = []
    let innermost: string | null = null
    for (const [at] of names.entries()) {
      const above = names.slice(0, at + 1)
      const key = above.map(folded).join('\n')
      let id = this.#byPath.get(key)
      if (id === undefined) {
        const isRow = isGroup && above.length === names.length
        const group = isRow ? competency : groupNamed(above, competency)
        id = group.id
        this.#byPath.set(key, id)
        made.push(group)
        if (innermost) this.#links.add(id, innermost, null)
      }
      innermost = id
    }
    return { innermost, made }
  }
}

/** A group's title stands for it, and says nothing else. */
function groupNamed(path: string[], first: PackageCompetency): PackageCompetency {
  const [tag = 'und'] = Object.keys(first.statement)
  return {
    ...{ id: `group ${path.join(' / ')}`, place: first.place, identifiers: none },
    ...{ statement: { [tag]: path.at(-1) ?? '' }, label: nothing, category: nothing },
    ...{ codedNotation: null, listEnumeration: null, type: null, axis: null },
    ...{ levels: none, educationLevels: none, notes: nothing, keywords: nothing },
    ...{ language: first.language, modifiedAt: null, extra: nothing, raw: nothing },
  }
}

type ParentFinder = (name: string, from: SheetReading) => string | null

/** By identifier, else by code, else by title or statement; of several of one title the last above the row. */
function parentFinder(readings: SheetReading[]): ParentFinder {
  const exact = new Map<string, string>()
  const name = (text: string | null | undefined, id: string) => {
    if (text && !exact.has(text)) exact.set(text, id)
  }
  for (const { competency } of readings) name(competency.identifiers[0]?.value, competency.id)
  for (const { competency } of readings) name(competency.codedNotation, competency.id)
  let titles: Map<string, SheetReading[]> | null = null
  return (parent, from) => {
    const found = exact.get(parent)
    if (found !== undefined) return found
    titles ??= titledBy(readings)
    const others = (titles.get(folded(parent)) ?? []).filter((other) => other !== from)
    const above = others.filter(({ line }) => line < from.line).at(-1)
    return (above ?? others[0])?.competency.id ?? null
  }
}

function titledBy(readings: SheetReading[]): Map<string, SheetReading[]> {
  const titles = new Map<string, SheetReading[]>()
  for (const reading of readings) {
    const { label, statement } = reading.competency
    for (const title of [...Object.values(label), ...Object.values(statement)].map(folded)) {
      const standing = titles.get(title)
      if (standing) standing.push(reading)
      else titles.set(title, [reading])
    }
  }
  return titles
}

function folded(text: string): string {
  return text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase()
}

function childOf(
  child: string,
  parent: string,
  sequence: number | string | null,
): PackageAssociation {
  return {
    type: 'isChildOf',
    identifiers: none,
    from: { kind: 'competency', id: child },
    to: { kind: 'competency', id: parent },
    sequence,
    modifiedAt: null,
    extra: nothing,
    raw: nothing,
  }
}

function numberOr(sequence: string | null): number | string | null {
  return sequence !== null && /^\d+$/.test(sequence) ? Number(sequence) : sequence
}

/** Those without a parent have no link to carry their order: they change places among themselves. */
function rootsInOrder(
  competencies: PackageCompetency[],
  links: Links,
  readings: SheetReading[],
): PackageCompetency[] {
  const children = new Set(links.all.map(({ from }) => (from.kind === 'competency' ? from.id : '')))
  const orders = new Map(readings.map(({ competency, sequence }) => [competency.id, sequence]))
  const order = ({ id }: PackageCompetency) => orders.get(id) ?? null
  const roots = competencies.filter(({ id }) => !children.has(id))
  const sorted = [...roots].sort((a, b) => compareSequence(order(a), order(b)))
  let next = 0
  return competencies.map((each) => (children.has(each.id) ? each : (sorted[next++] ?? each)))
}
