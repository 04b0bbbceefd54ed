import { SCALE_SHAPES, type Scale } from '@/server/domain/scales'
import type { LadderConfig } from './cohort-ladder'

/**
 * Rating groups of one item (METHOD §8.3 R1-R7): a vote is published only inside a fixed group of at least k
 * verified employers, and a group is published anew only when at least k of its members have rated again.
 * Time `t` is a whole number in the unit of the patience, here quarters. Nothing below looks at a level before
 * it is decided who is published.
 */
export type CohortConfig = LadderConfig & {
  scale: Scale
  /** A cohort dissolves when its last version is older than this. */
  lifetime: number
}

/** One vote an item and employer. */
export type Vote = {
  employer: string
  region: string | null
  sector: string | null
  level: number
  /** The run among whose votes it is decided first: that of a cycle, or of late confirmations (METHOD §8.3 R5). */
  turn?: string | null
  /** The first quarterly run it takes part in; the one it is told to where left out. */
  since?: number
}

/** A vote that no cohort has counted yet, waiting since the employer's first pending answer. */
export type PendingVote = Vote & { since: number }

/** `level` is the level last counted; `renewal` the vote given since, if any. */
export type Member = { employer: string; level: number; renewal: PendingVote | null }

/** An employer that withdrew; what it answered since is not counted while the cohort lives. */
export type Tombstone = { employer: string; answer: PendingVote | null }

/** Null means all. */
export type Scope = { region: string | null; sector: string | null }

export type Cohort = {
  no: number
  scope: Scope
  version: number
  /** When its last version was released. */
  releasedAt: number
  members: Member[]
  tombstones: Tombstone[]
  /** Anonymous counts of members that withdrew, per level. */
  carried: number[]
  /** Hidden for good (fraud or a legal order): never published again, and its members stay bound to it. */
  hidden: boolean
}

/** Everything known of an item between two releases. */
export type ItemState = { nextNo: number; cohorts: Cohort[]; pending: PendingVote[] }

/** The defaults of METHOD §8.3 R5; patience in quarters. */
export const COHORT_DEFAULTS = { k: 5, patienceRegion: 0, patienceAll: 1, lifetime: 16 } as const

/** An item nobody has answered. */
export function emptyItem(): ItemState {
  return { nextNo: 0, cohorts: [], pending: [] }
}

/**
 * Refuses a state that no history can produce: a level outside the scale, an employer in two living cohorts, a
 * pending vote of a member, fewer votes than k, carried counts of the wrong shape.
 * @throws {RangeError} naming what is wrong, without levels
 */
export function checkItem(state: ItemState, config: CohortConfig): void {
  const { levels } = SCALE_SHAPES[config.scale]
  const bound = new Set<string>()
  for (const cohort of state.cohorts) {
    if (
      cohort.carried.length !== levels ||
      cohort.carried.some((c) => !Number.isInteger(c) || c < 0)
    ) {
      throw new RangeError(`The carried counts of cohort ${cohort.no} do not fit the scale`)
    }
    const votes = cohort.members.length + cohort.carried.reduce((sum, count) => sum + count, 0)
    if (votes < config.k)
      throw new RangeError(`Cohort ${cohort.no} has fewer than ${config.k} votes`)
    for (const member of cohort.members) checkLevel(member.level, config.scale)
    for (const { employer } of [...cohort.members, ...cohort.tombstones]) {
      if (bound.has(employer)) throw new RangeError('An employer stands in two living cohorts')
      bound.add(employer)
    }
  }
  const pending = new Set<string>()
  for (const vote of state.pending) {
    checkLevel(vote.level, config.scale)
    if (bound.has(vote.employer)) throw new RangeError('A member of a living cohort is pending')
    if (pending.has(vote.employer)) throw new RangeError('An employer is pending twice')
    pending.add(vote.employer)
  }
}

/** @throws {RangeError} for a level outside the scale */
export function checkLevel(level: number, scale: Scale): void {
  const { first, levels } = SCALE_SHAPES[scale]
  if (Number.isInteger(level) && level >= first && level < first + levels) return
  throw new RangeError(`A stored level is outside the ${scale} scale`)
}
