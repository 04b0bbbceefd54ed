/** At most this many competencies are asked of one rater in one sitting (PRODUCT, "packet"). */
export const packetSize = 12

/** With more confirmed employers than this, a longer list is spread over them (issue, §4). */
export const spreadAbove = 20

export type PacketPlan = {
  /** `common`: everyone gets the same list. `spread`: each employer gets its own balanced part. */
  kind: 'common' | 'spread'
  /** Per employer id, in the order of the cycle's own list. */
  lists: Map<string, string[]>
  /** Competencies nobody is asked, because the list is longer than one packet and not spread. */
  notAsked: string[]
}

/** By employer, what it was asked in the cycle that this one repeats. */
export type KeptLists = ReadonlyMap<string, readonly string[]>

/**
 * Which competencies each employer is asked. Pure and deterministic by `seed`.
 *
 * `competencies` are ids in the requester's own order, most important first; `employers` are the
 * invited ones. Everyone gets the first 12 unless more than 20 confirmed employers are invited and
 * the list is longer: then each gets 12, so that at any time two competencies have been given to
 * numbers of confirmed employers that differ by at most one, and likewise over all employers.
 *
 * An employer with a list in `kept` is asked the same again, as far as it is still asked. What is
 * free in its packet is filled as others' packets are, with what has been given least.
 */
export function planPackets(input: {
  competencies: readonly string[]
  employers: readonly { id: string; confirmed: boolean }[]
  seed: string
  kept?: KeptLists
}): PacketPlan {
  const { competencies, seed } = input
  const employers = distinct(input.employers)
  const again = (id: string) => stillAsked(competencies, input.kept?.get(id))
  const confirmed = employers.filter((employer) => employer.confirmed)
  const isSpread = competencies.length > packetSize && confirmed.length > spreadAbove
  const lists = isSpread
    ? spreadLists(competencies, inTurn(employers, seed), { seed, again })
    : new Map(employers.map(({ id }) => [id, firstAfter(competencies, again(id))]))
  const common = competencies.slice(0, packetSize)
  const given = new Set([...lists.values()].flat())
  const differ = [...lists.values()].some((list) => list.join() !== common.join())
  return {
    kind: differ ? 'spread' : 'common',
    lists,
    notAsked: competencies.filter((id) => !(lists.size > 0 ? given : new Set(common)).has(id)),
  }
}

/**
 * The packet of one employer that joins an open cycle, given how often each competency has been
 * handed out so far, and what it was asked before. Keeps the balance of `planPackets` without touching packets already
 * given.
 */
export function nextPacket(input: {
  competencies: readonly string[]
  given: readonly (readonly string[])[]
  kind: 'common' | 'spread'
  employerId: string
  seed: string
  kept?: KeptLists
}): string[] {
  const { competencies, employerId, seed } = input
  const again = stillAsked(competencies, input.kept?.get(employerId))
  if (input.kind === 'common') return firstAfter(competencies, again)
  const counts = countsOf(competencies, input.given)
  return leastAsked(competencies, counts, { first: again, seed: `${seed}:${employerId}` })
}

function stillAsked(competencies: readonly string[], kept: readonly string[] = []): string[] {
  return competencies.filter((id) => kept.includes(id)).slice(0, packetSize)
}

/** These, and as many of the first others as a packet takes. */
function firstAfter(competencies: readonly string[], first: readonly string[]): string[] {
  const others = competencies.filter((id) => !first.includes(id))
  const chosen = new Set([...first, ...others.slice(0, packetSize - first.length)])
  return competencies.filter((id) => chosen.has(id))
}

/** What is asked again is counted before anything is filled up, of confirmed employers first. */
function spreadLists(
  competencies: readonly string[],
  employers: readonly { id: string; confirmed: boolean }[],
  { seed, again }: { seed: string; again: (id: string) => string[] },
): Map<string, string[]> {
  const lists = new Map<string, string[]>()
  const counts = countsOf(competencies, [])
  const count = (list: readonly string[]) => {
    for (const id of list) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  for (const isConfirmed of [true, false]) {
    const tier = employers.filter(({ confirmed }) => confirmed === isConfirmed)
    for (const { id } of tier) count(again(id))
    for (const { id } of tier) {
      const first = again(id)
      const list = leastAsked(competencies, counts, { first, seed: `${seed}:${id}` })
      count(list.filter((each) => !first.includes(each)))
      lists.set(id, list)
    }
  }
  return lists
}

function countsOf(
  competencies: readonly string[],
  given: readonly (readonly string[])[],
): Map<string, number> {
  const counts = new Map(competencies.map((id) => [id, 0]))
  for (const id of given.flat()) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

/** What a packet usually takes, told before it is begun: 20 seconds a competency and a minute more. */
export function usualMinutes(competencies: number): number {
  return Math.max(2, Math.round((competencies * 20 + 60) / 60))
}

function leastAsked(
  competencies: readonly string[],
  counts: ReadonlyMap<string, number>,
  { first, seed }: { first: readonly string[]; seed: string },
): string[] {
  const others = competencies
    .filter((id) => !first.includes(id))
    .map((id) => ({ id, count: counts.get(id) ?? 0, tie: scramble(`${seed}:${id}`) }))
    .sort((a, b) => a.count - b.count || a.tie - b.tie || (a.id < b.id ? -1 : 1))
    .slice(0, packetSize - first.length)
  const chosen = new Set([...first, ...others.map(({ id }) => id)])
  return competencies.filter((id) => chosen.has(id))
}

/** Confirmed employers first, since only their answers can be published; then by the seed. */
function inTurn(employers: readonly { id: string; confirmed: boolean }[], seed: string) {
  return employers
    .map((employer) => ({ ...employer, turn: scramble(`${seed}:${employer.id}`) }))
    .sort(
      (a, b) =>
        Number(b.confirmed) - Number(a.confirmed) || a.turn - b.turn || (a.id < b.id ? -1 : 1),
    )
}

function distinct(employers: readonly { id: string; confirmed: boolean }[]) {
  return [...new Map(employers.map((employer) => [employer.id, employer])).values()]
}

/** FNV-1a with a final mix: even spread for ties, the same on every machine. */
function scramble(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
