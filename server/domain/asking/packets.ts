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

/**
 * Which competencies each employer is asked. Pure and deterministic by `seed`.
 *
 * `competencies` are ids in the requester's own order, most important first; `employers` are the
 * invited ones. Everyone gets the first 12 unless more than 20 confirmed employers are invited and
 * the list is longer: then each gets 12, so that at any time two competencies have been given to
 * numbers of confirmed employers that differ by at most one, and likewise over all employers.
 */
export function planPackets(input: {
  competencies: readonly string[]
  employers: readonly { id: string; confirmed: boolean }[]
  seed: string
}): PacketPlan {
  const employers = distinct(input.employers)
  const confirmed = employers.filter((employer) => employer.confirmed).length
  if (input.competencies.length <= packetSize || confirmed <= spreadAbove) {
    const common = input.competencies.slice(0, packetSize)
    return {
      kind: 'common',
      lists: new Map(employers.map((employer) => [employer.id, common])),
      notAsked: input.competencies.slice(packetSize),
    }
  }
  const counts = new Map(input.competencies.map((id) => [id, 0]))
  const lists = new Map<string, string[]>()
  for (const employer of inTurn(employers, input.seed)) {
    const list = leastAsked(input.competencies, counts, `${input.seed}:${employer.id}`)
    for (const id of list) counts.set(id, (counts.get(id) ?? 0) + 1)
    lists.set(employer.id, list)
  }
  return { kind: 'spread', lists, notAsked: [] }
}

/**
 * The packet of one employer that joins an open cycle, given how often each competency has been
 * handed out so far. Keeps the balance of `planPackets` without touching packets already given.
 */
export function nextPacket(input: {
  competencies: readonly string[]
  given: readonly (readonly string[])[]
  kind: 'common' | 'spread'
  employerId: string
  seed: string
}): string[] {
  if (input.kind === 'common') return input.competencies.slice(0, packetSize)
  const counts = new Map(input.competencies.map((id) => [id, 0]))
  for (const id of input.given.flat()) counts.set(id, (counts.get(id) ?? 0) + 1)
  return leastAsked(input.competencies, counts, `${input.seed}:${input.employerId}`)
}

/** What a packet usually takes, told before it is begun: 20 seconds a competency and a minute more. */
export function usualMinutes(competencies: number): number {
  return Math.max(2, Math.round((competencies * 20 + 60) / 60))
}

function leastAsked(
  competencies: readonly string[],
  counts: ReadonlyMap<string, number>,
  seed: string,
): string[] {
  const chosen = new Set(
    competencies
      .map((id) => ({ id, count: counts.get(id) ?? 0, tie: scramble(`${seed}:${id}`) }))
      .sort((a, b) => a.count - b.count || a.tie - b.tie || (a.id < b.id ? -1 : 1))
      .slice(0, packetSize)
      .map((entry) => entry.id),
  )
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
