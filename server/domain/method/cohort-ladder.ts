/** Where and when pending votes of one item become cohorts in the quarterly run (METHOD §8.3 R5, steps 2 to 4). */
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
    const near = formed.filter((group) => group.scope.region === region)
    const taken = pool(own, near, config.k, t - config.patienceRegion)
    if (!taken) continue
    formed = [
      ...formed.filter((group) => !taken.absorbed.includes(group)),
      { scope: { region, sector: null }, votes: taken.votes },
    ]
    waiting = waiting.filter((vote) => vote.region !== region)
  }

  const taken = pool(waiting, formed, config.k, t - config.patienceAll)
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

/** So many employers of one sector form a group of their own in a cycle that counts by industry (METHOD §8.3 R5). */
export const INDUSTRY_LEAST = 10

/**
 * Groups the votes of one closed cycle among themselves: one cohort a region, so that nobody beside it can tell who is
 * not in it; what is left of all regions pools. By industry, each sector with ten or more is a cohort of its own, and
 * what remains of the region another: it takes in the smallest sector below ten, and waits below k.
 */
export function formCycleCohorts<V extends Waiting>(
  votes: readonly V[],
  { k, byIndustry }: { k: number; byIndustry: boolean },
): { formed: FormedGroup<V>[]; waiting: V[] } {
  const sorted = [...votes].sort((a, b) => byName(a.employer, b.employer))
  const formed: FormedGroup<V>[] = []
  const left = sorted.filter((vote) => vote.region === null)
  const waiting: V[] = []
  for (const region of names(sorted.map((vote) => vote.region))) {
    const own = sorted.filter((vote) => vote.region === region)
    if (own.length < k) {
      left.push(...own)
      continue
    }
    const parts = byIndustry ? bySector(region, own, k) : { formed: [whole(region, own)], rest: [] }
    formed.push(...parts.formed)
    waiting.push(...parts.rest)
  }
  if (left.length >= k) formed.push(whole(null, left))
  else waiting.push(...left)
  return { formed, waiting: waiting.sort((a, b) => byName(a.employer, b.employer)) }
}

function bySector<V extends Waiting>(
  region: string,
  votes: readonly V[],
  k: number,
): { formed: FormedGroup<V>[]; rest: V[] } {
  const sectors = bySegment(votes).filter(
    ({ scope, votes: own }) => scope.sector !== null && own.length >= INDUSTRY_LEAST,
  )
  const grouped = new Set(sectors.flatMap((group) => group.votes))
  const rest = votes.filter((vote) => !grouped.has(vote))
  if (rest.length < k && sectors.length > 0) return { formed: sectors, rest }
  if (rest.length >= INDUSTRY_LEAST) return { formed: [...sectors, whole(region, rest)], rest: [] }
  const [smallest, ...larger] = sectors.sort((a, b) => a.votes.length - b.votes.length)
  const together = [...rest, ...(smallest?.votes ?? [])]
  return { formed: [...larger, whole(region, together)], rest: [] }
}

function whole<V extends Waiting>(region: string | null, votes: readonly V[]): FormedGroup<V> {
  const sorted = [...votes].sort((a, b) => byName(a.employer, b.employer))
  return { scope: { region, sector: null }, votes: sorted }
}

/**
 * The pool of `leftovers` with what it had to take in of the groups `near` it, or null when it has to wait: until one of
 * them has been there since `ripe`.
 */
function pool<V extends Waiting>(
  leftovers: readonly V[],
  near: readonly FormedGroup<V>[],
  k: number,
  ripe: number,
): { votes: V[]; absorbed: FormedGroup<V>[] } | null {
  if (!leftovers.some((vote) => vote.since <= ripe)) return null
  const bySize = near.toSorted(
    (a, b) => a.votes.length - b.votes.length || byScope(a.scope, b.scope),
  )
  const absorbed: FormedGroup<V>[] = []
  let votes = [...leftovers]
  while (votes.length < k) {
    const smallest = bySize.shift()
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
    const group = groups.get(region)?.get(sector)
    if (group) {
      group.votes.push(vote)
      continue
    }
    const sectors = groups.get(region) ?? new Map<string | null, FormedGroup<V>>()
    groups.set(region, sectors.set(sector, { scope: { region, sector }, votes: [vote] }))
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
