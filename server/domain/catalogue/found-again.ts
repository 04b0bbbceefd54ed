import { groupBy } from '@/server/domain/group-by'
import { pickText } from '@/server/domain/language-map'
import type { TreeLink } from './framework-tree'
import { type ExternalIdentifier, matchKeys, type PackageCompetency } from './frameworks'
import { likePairs } from './likeness'

/** A competency as it stands now: our id, its names elsewhere, the digest of its words. */
export type CurrentCompetency = {
  id: string
  identifiers: ExternalIdentifier[]
  codedNotation: string | null
  statement: string
  textHash: string
  /** It is gone already, and is the same one if it comes back. */
  retired: boolean
}

/** What stands now and the parent links in it. */
export type CurrentFramework = { competencies: CurrentCompetency[]; links: TreeLink[] }

/** By what an incoming competency is found again. */
type Sought = Pick<PackageCompetency, 'id' | 'identifiers' | 'codedNotation' | 'statement'>

/** What comes in and the parent links in it. */
type Found<Incoming> = { competencies: Incoming[]; links: TreeLink[] }

type FoundAgain<Incoming> = { currentId: string; incoming: Incoming }

export type FrameworkDiff<Incoming extends Sought = PackageCompetency> = {
  added: Incoming[]
  changed: FoundAgain<Incoming>[]
  unchanged: FoundAgain<Incoming>[]
  /** Ids that stand now and are not in the incoming file. */
  gone: string[]
  /** Those of `changed` that only their likeness speaks for: a person decides whether they are the same. */
  alike: (FoundAgain<Incoming> & { likeness: number })[]
}

/** Which of the pairs that are only alike are different all the same, by the id of what stands. */
export type Separate = 'all' | readonly string[]

/**
 * Which incoming competencies are new, reworded or the same, and which standing ones are gone. They are found again by any
 * shared identifier. Rows that bring none are found in passes over all that are left, so that a row put in or a number
 * that moved never makes one of another: by the very same words, by the same statement where only one stands for it, by
 * a statement that is near-equal, and by the same code as long as codes have not moved. Where several say the same,
 * what stands above and below them tells them apart. It stops to breathe, so that others are served meanwhile.
 */
export function* diffFramework<Incoming extends Sought>(
  current: CurrentFramework,
  found: Found<Incoming>,
  hashOf: (content: Incoming) => string,
  separate: Separate = [],
): Generator<undefined, FrameworkDiff<Incoming>> {
  if (current.competencies.length === 0) {
    return { added: found.competencies, changed: [], unchanged: [], gone: [], alike: [] }
  }
  const search = new Search(current, found, hashOf)
  search.byIdentifiers()
  yield
  search.byWords()
  yield
  const alike = yield* search.byLikeness()
  search.byCode()
  const isSeparate = ({ currentId }: FoundAgain<Incoming>) =>
    separate === 'all' || separate.includes(currentId)
  return search.result(
    alike.filter((pair) => !isSeparate(pair)),
    alike.filter(isSeparate),
  )
}

type Pass<Incoming> = {
  standing: (competency: CurrentCompetency) => string | null
  incoming: (competency: Incoming) => string | null
  /** Whether so many of a key on either side can be paired in order. */
  fits: (standing: number, incoming: number) => boolean
}

/** What is left to be found, and what was found. */
class Search<Incoming extends Sought> {
  private readonly known: CurrentCompetency[]
  private readonly all: Incoming[]
  private readonly standing: Set<CurrentCompetency>
  private readonly incoming: Set<Incoming>
  private readonly nameless: Incoming[] = []
  private readonly pairs: { current: CurrentCompetency; incoming: Incoming }[] = []
  private readonly around: Surroundings

  constructor(
    current: CurrentFramework,
    found: Found<Incoming>,
    private readonly hashOf: (content: Incoming) => string,
  ) {
    this.known = current.competencies
    this.all = found.competencies
    this.standing = new Set(this.known)
    this.incoming = new Set(this.all)
    const known = { items: current.competencies.map(wordsOfCurrent), links: current.links }
    this.around = surroundingsOf(known, {
      ...{ items: found.competencies.map(wordsOfIncoming), links: found.links },
    })
  }

  byIdentifiers(): void {
    const known = indexed([...this.standing], ({ identifiers }) => matchKeys(identifiers))
    for (const incoming of this.incoming) {
      const keys = matchKeys(incoming.identifiers)
      if (keys.length === 0) this.nameless.push(incoming)
      const current = keys
        .flatMap((key) => known.get(key) ?? [])
        .find((competency) => this.standing.has(competency))
      if (current) this.take(current, incoming)
    }
  }

  byWords(): void {
    const hash = {
      standing: ({ textHash }: CurrentCompetency) => textHash,
      incoming: (competency: Incoming) => this.hashOf(competency),
      fits: () => true,
    }
    const statement = {
      standing: (competency: CurrentCompetency) => wordsOfCurrent(competency).words,
      incoming: (competency: Incoming) => wordsOfIncoming(competency).words,
      fits: (standing: number, incoming: number) => standing === 1 || standing === incoming,
    }
    for (const retired of [false, true]) {
      for (const pass of [hash, statement]) {
        this.pass(this.within(pass, 'above'), retired)
        this.pass(this.within(pass, 'below'), retired)
        this.pass(pass, retired)
      }
    }
  }

  /** Near-equal ones; those of one code are taken, the others are given back as what a person decides about. */
  *byLikeness(): Generator<undefined, FrameworkDiff<Incoming>['alike']> {
    const standing = new Map(this.live().map((competency) => [competency.id, competency]))
    const incoming = new Map(this.left().map((competency) => [competency.id, competency]))
    const likable = ({ id, words }: Worded, code: string | null) => ({
      ...{ id, text: words, code },
      place: this.around.get(id)?.above ?? '',
    })
    const pairs = yield* likePairs(
      [...standing.values()].map((one) => likable(wordsOfCurrent(one), one.codedNotation)),
      [...incoming.values()].map((one) => likable(wordsOfIncoming(one), one.codedNotation)),
    )
    return pairs.flatMap(({ goneId, freshId, likeness }) => {
      const [before, after] = [standing.get(goneId), incoming.get(freshId)]
      if (!before || !after) return []
      this.take(before, after)
      const isOneCode = after.codedNotation !== null && after.codedNotation === before.codedNotation
      return isOneCode ? [] : [{ currentId: goneId, incoming: after, likeness }]
    })
  }

  byCode(): void {
    const hasMoved = this.pairs.some(
      ({ current, incoming }) =>
        incoming.identifiers.length === 0 &&
        incoming.codedNotation !== null &&
        current.codedNotation !== null &&
        incoming.codedNotation !== current.codedNotation,
    )
    if (hasMoved) return
    const code = ({ codedNotation }: { codedNotation: string | null }) => codedNotation
    const fits = (standing: number, incoming: number) => standing === 1 && incoming === 1
    this.pass({ standing: code, incoming: code, fits }, false)
  }

  result(
    alike: FrameworkDiff<Incoming>['alike'],
    separate: FoundAgain<Incoming>[],
  ): FrameworkDiff<Incoming> {
    const apart = new Set(separate.map(({ incoming }) => incoming))
    const same = this.pairs
      .filter(({ incoming }) => !apart.has(incoming))
      .map(({ current, incoming }) => ({
        isSame: current.textHash === this.hashOf(incoming),
        pair: { currentId: current.id, incoming },
      }))
    const found = new Set(same.map(({ pair }) => pair.incoming))
    const stays = new Set(same.map(({ pair }) => pair.currentId))
    return {
      added: this.all.filter((incoming) => !found.has(incoming)),
      changed: same.filter(({ isSame }) => !isSame).map(({ pair }) => pair),
      unchanged: same.filter(({ isSame }) => isSame).map(({ pair }) => pair),
      gone: this.known.filter(({ id }) => !stays.has(id)).map(({ id }) => id),
      alike,
    }
  }

  private live(): CurrentCompetency[] {
    return [...this.standing].filter(({ retired }) => !retired)
  }

  private left(): Incoming[] {
    return this.nameless.filter((incoming) => this.incoming.has(incoming))
  }

  private within(pass: Pass<Incoming>, side: 'above' | 'below'): Pass<Incoming> {
    const around = (key: string | null, id: string) =>
      key === null ? null : `${key}\n${this.around.get(id)?.[side] ?? ''}`
    return {
      standing: (competency) => around(pass.standing(competency), competency.id),
      incoming: (competency) => around(pass.incoming(competency), competency.id),
      fits: pass.fits,
    }
  }

  private pass(
    { standing: keyOfStanding, incoming: keyOfIncoming, fits }: Pass<Incoming>,
    retired: boolean,
  ) {
    const open = [...this.standing].filter((competency) => competency.retired === retired)
    if (open.length === 0) return
    const standing = groupBy(open, keyOfStanding)
    for (const [key, incoming] of groupBy(this.left(), keyOfIncoming)) {
      const same = standing.get(key) ?? []
      if (key === null || !fits(same.length, incoming.length)) continue
      for (const [at, current] of same.slice(0, incoming.length).entries()) {
        const again = incoming[at]
        if (again) this.take(current, again)
      }
    }
  }

  private take(current: CurrentCompetency, incoming: Incoming): void {
    this.standing.delete(current)
    this.incoming.delete(incoming)
    this.pairs.push({ current, incoming })
  }
}

type Worded = { id: string; words: string }
type Surroundings = Map<string, { above: string; below: string }>

function wordsOfCurrent({ id, statement }: CurrentCompetency): Worded {
  return { id, words: statement.trim() }
}

function wordsOfIncoming({ id, statement }: Sought): Worded {
  return { id, words: pickText(statement).trim() }
}

type WordedTree = { items: Worded[]; links: TreeLink[] }

/** What stands above and what right below each, in words: equal where both trees say the same. */
function surroundingsOf(...trees: WordedTree[]): Surroundings {
  const names = new Map<string, string>()
  const nameOf = (words: string) => {
    const name = names.get(words) ?? String(names.size)
    names.set(words, name)
    return name
  }
  const around: Surroundings = new Map()
  for (const { items, links } of trees) {
    const words = new Map(items.map((item) => [item.id, nameOf(item.words)]))
    const parents = new Map(links.map(({ childId, parentId }) => [childId, parentId]))
    const children = groupBy(links, ({ parentId }) => parentId)
    const above = new Map<string, string>()
    const pathTo = (id: string): string => {
      const known = above.get(id)
      if (known !== undefined) return known
      above.set(id, '')
      const parent = parents.get(id)
      const path = parent ? nameOf(`${pathTo(parent)}/${words.get(parent) ?? ''}`) : ''
      above.set(id, path)
      return path
    }
    for (const { id } of items) {
      const below = (children.get(id) ?? []).map(({ childId }) => words.get(childId) ?? '').sort()
      around.set(id, { above: pathTo(id), below: below.join('/') })
    }
  }
  return around
}

function indexed<T>(items: T[], keysOf: (item: T) => string[]): Map<string, T[]> {
  const index = new Map<string, T[]>()
  for (const item of items) {
    for (const key of keysOf(item)) {
      const standing = index.get(key)
      if (standing) standing.push(item)
      else index.set(key, [item])
    }
  }
  return index
}
