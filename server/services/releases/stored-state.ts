import type { Cohort, ItemState, PendingVote } from '@/server/domain/method/cohort-state'
import type { CurrentVote, ItemVotes } from '@/server/domain/method/ledger'
import { quarterOf } from '@/server/domain/method/map-cells'
import type { EmployerRegister } from './employer-register'
import type { StoredCohort, StoredItem, StoredMember } from './item-states'

/** What is stored of an item, and what the ledger says of it. */
type Found = {
  stored: StoredItem
  living: readonly StoredCohort[]
  fold: ItemVotes
  votes: ReadonlyMap<string, CurrentVote>
}

/** The pure state: living cohorts by their place in the list, and every vote no cohort has counted. */
export function stateOf(
  { stored, living, fold, votes }: Found,
  employers: EmployerRegister,
): ItemState {
  const bound = new Set(living.flatMap((cohort) => cohort.members.map((each) => each.employerId)))
  const counted = new Map<string, number>()
  for (const cohort of stored.cohorts.filter((each) => each.dissolved)) {
    for (const { employerId, mark } of cohort.members) {
      counted.set(employerId, Math.max(counted.get(employerId) ?? 0, mark ?? 0))
    }
  }
  const since = new Map<string, number>()
  for (const [employerId, first] of stored.waiting) {
    for (const unit of employers.chainOf(employerId)) {
      since.set(unit, Math.min(since.get(unit) ?? first, first))
    }
  }
  const waitingSince = (vote: CurrentVote) => {
    const first = since.get(vote.employer)
    const next = nextRun(vote.ripe)
    if (first === undefined) return next
    // A vote withdrawn and given again has waited only since it was given again.
    return Math.min(next, Math.max(first, nextRun(fold.present.get(vote.employer) ?? 0)))
  }
  return {
    nextNo: living.length,
    cohorts: living.map((cohort, no) => cohortOf(cohort, no, votes)),
    pending: [...votes.values()]
      .filter((vote) => !bound.has(vote.employer) && vote.mark > (counted.get(vote.employer) ?? 0))
      .map((vote) => ({ ...vote, since: waitingSince(vote) })),
  }
}

function cohortOf(
  cohort: StoredCohort,
  no: number,
  votes: ReadonlyMap<string, CurrentVote>,
): Cohort {
  return {
    no,
    scope: { region: cohort.regionId, sector: cohort.sector },
    version: cohort.version,
    releasedAt: cohort.lastQuarter,
    members: cohort.members.flatMap(({ employerId, level, mark }) => {
      if (level === null) return []
      const vote = votes.get(employerId)
      const renewal = vote && vote.mark > (mark ?? 0) ? inQuarters(vote) : null
      return [{ employer: employerId, level, renewal }]
    }),
    tombstones: cohort.members.flatMap(({ employerId, level }) => {
      if (level !== null) return []
      const vote = votes.get(employerId)
      return [{ employer: employerId, answer: vote ? inQuarters(vote) : null }]
    }),
    carried: cohort.carried,
    hidden: cohort.hidden,
  }
}

/** The quarterly run that first finds what could be counted at a moment: the one after its quarter. */
function nextRun(at: number): number {
  return quarterOf(new Date(at)) + 1
}

function inQuarters(vote: CurrentVote): PendingVote {
  return { ...vote, since: nextRun(vote.ripe) }
}

/**
 * Whether what was counted of a member is gone from the ledger. Somebody who withdrew and has answered anew since is
 * withdrawn all the same (METHOD §8.3 R7).
 */
export function hasWithdrawn(member: StoredMember, { present }: ItemVotes): boolean {
  if (member.level === null) return false
  const oldest = present.get(member.employerId)
  return oldest === undefined || oldest > (member.mark ?? 0)
}
