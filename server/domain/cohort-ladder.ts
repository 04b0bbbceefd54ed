/** Where and when pending votes of one item become cohorts (METHOD §8.3 R5, steps 2 to 4). */
export type LadderConfig = {
  /** Fewest employers a cohort may have; one constant, 5, for every audience (R12). */
  k: number
  /** How long a region's leftovers wait before they pool, in the unit of `t`. */
  patienceRegion: number
  /** How long leftovers wait before they pool with all regions. */
  patienceAll: number
}

/** What the ladder may look at: never a level. */
export type Waiting = {
  employer: string
  region: string | null
  sector: string | null
  since: number
  urgent?: boolean
}

export type FormedGroup<V extends Waiting> = {
  scope: { region: string | null; sector: string | null }
  votes: V[]
}

/**
 * Groups pending votes into cohorts: region × sector groups of at least k, then a region's leftovers, then all
 * leftovers, each pool taking in the smallest group formed in this same release while it is smaller than k.
 * Ties go by name, so the result does not depend on the order of `pending`.
 */
export function formCohorts<V extends Waiting>(
  pending: readonly V[],
  t: number,
  config: LadderConfig,
): { formed: FormedGroup<V>[]; waiting: V[] } {
  const sorted = [...pending].sort((a, b) => byName(a.employer, b.employer))
  let formed: FormedGroup<V>[] = []
  let waiting: V[] = []
  for (const group of bySegment(sorted)) {
    const { region, sector } = group.scope
    if (region !== null && sector !== null && group.votes.length >= config.k) formed.push(group)
    else waiting.push(...group.votes)
  }

  for (const region of names(waiting.map((vote) => vote.region))) {
    const own = waiting.filter((vote) => vote.region === region)
    const taken = pool(
      own,
      formed,
      t,
      config.k,
      config.patienceRegion,
      (group) => group.scope.region === region,
    )
    if (!taken) continue
    formed = [
      ...formed.filter((group) => !taken.absorbed.includes(group)),
      { scope: { region, sector: null }, votes: taken.votes },
    ]
    waiting = waiting.filter((vote) => !own.includes(vote))
  }

  const taken = pool(waiting, formed, t, config.k, config.patienceAll, () => true)
  if (taken) {
    formed = [
      ...formed.filter((group) => !taken.absorbed.includes(group)),
      { scope: { region: null, sector: null }, votes: taken.votes },
    ]
    waiting = []
  }
  waiting.sort((a, b) => byName(a.employer, b.employer))
  return { formed, waiting }
}

/** The pool of `leftovers` with what it had to take in, or null when it has to wait. */
function pool<V extends Waiting>(
  leftovers: readonly V[],
  formed: readonly FormedGroup<V>[],
  t: number,
  k: number,
  patience: number,
  mayTake: (group: FormedGroup<V>) => boolean,
): { votes: V[]; absorbed: FormedGroup<V>[] } | null {
  if (!leftovers.some((vote) => vote.urgent === true || t - vote.since >= patience)) return null
  const near = formed
    .filter(mayTake)
    .sort((a, b) => a.votes.length - b.votes.length || byScope(a.scope, b.scope))
  const absorbed: FormedGroup<V>[] = []
  let votes = [...leftovers]
  while (votes.length < k) {
    const smallest = near.shift()
    if (!smallest) return null
    absorbed.push(smallest)
    votes = [...votes, ...smallest.votes]
  }
  return { votes: votes.sort((a, b) => byName(a.employer, b.employer)), absorbed }
}

function bySegment<V extends Waiting>(votes: readonly V[]): FormedGroup<V>[] {
  const groups = new Map<string | null, Map<string | null, FormedGroup<V>>>()
  for (const vote of votes) {
    const { region, sector } = vote
    const sectors = groups.get(region) ?? new Map<string | null, FormedGroup<V>>()
    groups.set(region, sectors)
    const group = sectors.get(sector)
    if (group) group.votes.push(vote)
    else sectors.set(sector, { scope: { region, sector }, votes: [vote] })
  }
  return [...groups.values()]
    .flatMap((sectors) => [...sectors.values()])
    .sort((a, b) => byScope(a.scope, b.scope))
}

function names(regions: readonly (string | null)[]): string[] {
  return [...new Set(regions.filter((region) => region !== null))].sort(byName)
}

function byScope(a: FormedGroup<Waiting>['scope'], b: FormedGroup<Waiting>['scope']): number {
  return byName(a.region ?? '', b.region ?? '') || byName(a.sector ?? '', b.sector ?? '')
}

/** By code unit, the same on every machine. */
function byName(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
