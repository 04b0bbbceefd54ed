import { SCALE_SHAPES, type Scale } from '@/server/domain/scales'
import { type FormedGroup, formCohorts, formCycleCohorts } from './cohort-ladder'
import {
  type Cohort,
  type CohortConfig,
  checkItem,
  checkLevel,
  type ItemState,
  type PendingVote,
  type Scope,
  type Vote,
} from './cohort-state'
import { smooth } from './smoothing'

/** What happened to an item: a vote, a withdrawal, or that the run of one turn is due. */
export type ItemEvent =
  | ({ type: 'rate' } & Vote)
  | { type: 'withdraw'; employer: string }
  | { type: 'close'; turn: string; byIndustry: boolean }

/** A new row of a cohort: `counts` is what is published, `rawCounts` never leaves the release. */
export type CohortVersion = {
  cohort: number
  scope: Scope
  version: number
  employers: string[]
  carriedVotes: number
  rawCounts: number[]
  counts: number[]
}

export type ItemRelease = {
  state: ItemState
  published: CohortVersion[]
  /** Cohorts that ended before this release, by number. */
  dissolved: number[]
  /** Employers whose vote waits, by name. */
  waiting: string[]
}

/**
 * One release of one item (METHOD §8.3 R5): what happened since the last one, then the runs that are due, each among
 * its own votes, then the quarterly run over every vote that waits for it. In the middle of a quarter the last finds
 * only what it has left before. Pure: the given state is left as it was.
 * @throws {RangeError} when the state is one that cannot have come about (see `checkItem`)
 */
export function releaseItem(
  state: ItemState,
  events: readonly ItemEvent[],
  t: number,
  config: CohortConfig,
): ItemRelease {
  checkItem(state, config)
  const dissolved = dissolve(state, t, config)
  const current = events.reduce((item, event) => apply(item, event, t, config), dissolved.state)
  const due = events.flatMap((event): Run[] =>
    event.type === 'close' ? [runOf(event, config.k)] : [],
  )
  const quarterly: Run = {
    takes: (vote) => vote.since <= t,
    form: (votes) => formCohorts(votes, t, config),
  }
  let release: Progress = { state: current, published: new Set() }
  for (const run of [...due, quarterly]) release = runOnce(release, run, t, config)
  return {
    state: release.state,
    published: release.state.cohorts
      .filter((cohort) => release.published.has(cohort.no))
      .map((cohort) => versionOf(cohort, config)),
    dissolved: dissolved.numbers,
    waiting: release.state.pending.map((vote) => vote.employer).sort(),
  }
}

/** One look at the votes that a run decides: whose turn it is, and how those that no cohort holds form one. */
type Run = {
  takes: (vote: PendingVote) => boolean
  form: (votes: readonly PendingVote[]) => {
    formed: FormedGroup<PendingVote>[]
    waiting: PendingVote[]
  }
}

type Progress = { state: ItemState; published: ReadonlySet<number> }

function runOf({ turn, byIndustry }: { turn: string; byIndustry: boolean }, k: number): Run {
  return {
    takes: (vote) => vote.turn === turn,
    form: (votes) => formCycleCohorts(votes, { k, byIndustry }),
  }
}

/** A cohort gets one version a release at most, whatever number of runs it has. */
function runOnce(
  { state, published }: Progress,
  run: Run,
  t: number,
  config: CohortConfig,
): Progress {
  const renewed = state.cohorts.filter(
    (cohort) => !published.has(cohort.no) && isRenewed(cohort, run, config.k),
  )
  const others = state.pending.filter((vote) => !run.takes(vote))
  const ladder = run.form(state.pending.filter(run.takes))
  const formed = ladder.formed.map((group, index) =>
    newCohort(group, state.nextNo + index, t, config),
  )
  return {
    state: {
      nextNo: state.nextNo + formed.length,
      cohorts: [
        ...state.cohorts.map((cohort) =>
          renewed.includes(cohort) ? renewedCohort(cohort, t) : cohort,
        ),
        ...formed,
      ],
      pending: [...others, ...ladder.waiting],
    },
    published: new Set([...published, ...[...renewed, ...formed].map((cohort) => cohort.no)]),
  }
}

/** Ends cohorts past their lifetime; an answer no version ever counted becomes pending. */
function dissolve(
  state: ItemState,
  t: number,
  { lifetime }: CohortConfig,
): { state: ItemState; numbers: number[] } {
  const over = state.cohorts.filter((cohort) => t - cohort.releasedAt > lifetime)
  if (over.length === 0) return { state, numbers: [] }
  const uncounted = over.flatMap((cohort) => [
    ...cohort.members.flatMap((member) => member.renewal ?? []),
    ...cohort.tombstones.flatMap((tombstone) => tombstone.answer ?? []),
  ])
  return {
    state: {
      ...state,
      cohorts: state.cohorts.filter((cohort) => !over.includes(cohort)),
      pending: [...state.pending, ...uncounted.map((vote) => ({ ...vote, since: t }))],
    },
    numbers: over.map((cohort) => cohort.no),
  }
}

function apply(state: ItemState, event: ItemEvent, t: number, config: CohortConfig): ItemState {
  if (event.type === 'close') return state
  const home = state.cohorts.find(
    (cohort) =>
      cohort.members.some((member) => member.employer === event.employer) ||
      cohort.tombstones.some((tombstone) => tombstone.employer === event.employer),
  )
  if (event.type === 'withdraw') {
    if (home) return replaced(state, home, withdrawn(home, event.employer, config.scale))
    return { ...state, pending: state.pending.filter((vote) => vote.employer !== event.employer) }
  }
  const { type: _, ...vote } = event
  checkLevel(vote.level, config.scale)
  const since = vote.since ?? t
  if (home) return replaced(state, home, answered(home, { ...vote, since }))
  const before = state.pending.find((pending) => pending.employer === vote.employer)
  const pending: PendingVote = { ...vote, since: before?.since ?? since }
  return { ...state, pending: [...state.pending.filter((other) => other !== before), pending] }
}

function replaced(state: ItemState, before: Cohort, after: Cohort): ItemState {
  return {
    ...state,
    cohorts: state.cohorts.map((cohort) => (cohort === before ? after : cohort)),
  }
}

function answered(cohort: Cohort, vote: PendingVote): Cohort {
  return {
    ...cohort,
    members: cohort.members.map((member) =>
      member.employer === vote.employer ? { ...member, renewal: vote } : member,
    ),
    tombstones: cohort.tombstones.map((tombstone) =>
      tombstone.employer === vote.employer ? { ...tombstone, answer: vote } : tombstone,
    ),
  }
}

/** The level last counted stays as an anonymous count, the link to the employer goes (METHOD §8.3 R7). */
function withdrawn(cohort: Cohort, employer: string, scale: Scale): Cohort {
  const member = cohort.members.find((each) => each.employer === employer)
  const tombstones = cohort.tombstones.filter((each) => each.employer !== employer)
  const carriedAt = member ? member.level - SCALE_SHAPES[scale].first : -1
  return {
    ...cohort,
    members: cohort.members.filter((each) => each !== member),
    tombstones: [...tombstones, { employer, answer: null }],
    carried: cohort.carried.map((count, level) => (level === carriedAt ? count + 1 : count)),
  }
}

function isRenewed(cohort: Cohort, run: Run, k: number): boolean {
  const renewals = cohort.members.filter(({ renewal }) => renewal !== null && run.takes(renewal))
  return !cohort.hidden && renewals.length >= k
}

function renewedCohort(cohort: Cohort, t: number): Cohort {
  return {
    ...cohort,
    version: cohort.version + 1,
    releasedAt: t,
    members: cohort.members.map(({ employer, level, renewal }) => ({
      employer,
      level: renewal?.level ?? level,
      renewal: null,
    })),
  }
}

function newCohort(
  group: FormedGroup<PendingVote>,
  no: number,
  t: number,
  config: CohortConfig,
): Cohort {
  return {
    no,
    scope: group.scope,
    version: 1,
    releasedAt: t,
    members: group.votes.map(({ employer, level }) => ({ employer, level, renewal: null })),
    tombstones: [],
    carried: new Array<number>(SCALE_SHAPES[config.scale].levels).fill(0),
    hidden: false,
  }
}

function versionOf(cohort: Cohort, { scale }: CohortConfig): CohortVersion {
  const rawCounts = [...cohort.carried]
  for (const { level } of cohort.members) {
    const index = level - SCALE_SHAPES[scale].first
    rawCounts[index] = (rawCounts[index] ?? 0) + 1
  }
  return {
    cohort: cohort.no,
    scope: cohort.scope,
    version: cohort.version,
    employers: cohort.members.map((member) => member.employer).sort(),
    carriedVotes: cohort.carried.reduce((sum, count) => sum + count, 0),
    rawCounts,
    counts: smooth(rawCounts),
  }
}
