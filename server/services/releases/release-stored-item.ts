import {
  COHORT_DEFAULTS,
  type Cohort,
  type CohortConfig,
  type ItemState,
} from '@/server/domain/method/cohort-state'
import { type ItemEvent, releaseItem } from '@/server/domain/method/cohorts'
import { type Ballots, type CurrentVote, foldItem, LATE } from '@/server/domain/method/ledger'
import type { Scale } from '@/server/domain/scales'
import { nameUuid } from '@/server/formats/name-uuid'
import { checkStored } from './check-stored'
import type { EmployerRegister } from './employer-register'
import { NO_COMPETENCY, type StoredCohort, type StoredItem, type StoredMember } from './item-states'
import { hasWithdrawn, stateOf } from './stored-state'
import type { SubjectLedger } from './subject-ledger'
import { versionRow } from './version-row'
import type { SubjectChanges } from './write-changes'

/** When a release is made, and the cycles whose run it makes, in the order they closed. */
export type Moment = { asOf: Date; quarter: number; due: ReadonlyMap<string, DueCycle> }
/** A cycle that has closed and reached enough confirmed employers (METHOD §8.3 R5). */
export type DueCycle = { byIndustry: boolean }

/** As of when answers are counted, and whose may be. */
export type Count = { moment: Moment; employers: EmployerRegister }

export type ItemOutcome = {
  changes: SubjectChanges
  /** Fewest quarters until something happens to the item without a new answer, or null. */
  quartersToWait: number | null
}

/**
 * One release of one stored item: its living cohorts and pending votes are rebuilt from the ledger, released by the
 * pure rules, and turned into the rows that change.
 * @throws {RangeError} when the ledger or the stored state cannot be right; nothing of the item is released then
 */
export function releaseStoredItem(
  ledger: SubjectLedger,
  item: {
    scale: Scale
    ballots: Ballots
    competencyId: string | null
  },
  stored: StoredItem,
  { moment, employers }: Count,
): ItemOutcome {
  const config: CohortConfig = { ...COHORT_DEFAULTS, scale: item.scale }
  checkStored(stored, employers)
  const living = stored.cohorts.filter((cohort) => !cohort.dissolved)
  const bound = new Set(living.flatMap((cohort) => cohort.members.map((each) => each.employerId)))
  const fold = foldItem(
    item.scale,
    item.ballots,
    (list) => ledger.position(list, item.competencyId),
    bound,
  )
  for (const vote of fold.votes) checkPlace(vote, employers)
  const votes = new Map(fold.votes.map((vote) => [vote.employer, vote]))
  const before = stateOf({ stored, living, fold, votes }, employers)
  const withdrawals = living.flatMap((cohort) =>
    cohort.members.flatMap((member): ItemEvent[] =>
      hasWithdrawn(member, fold) ? [{ type: 'withdraw', employer: member.employerId }] : [],
    ),
  )
  const result = releaseItem(
    before,
    [...withdrawals, ...runsOf(fold.votes, moment)],
    moment.quarter,
    config,
  )
  const ids = [
    ...living.map((cohort) => cohort.id),
    ...freshIds(ledger.subjectId, item, stored, result.state.nextNo - living.length),
  ]
  return {
    changes: changesOf({ item, stored, living, votes, result, ids }),
    quartersToWait: quartersToWait(result.state, moment.quarter, config),
  }
}

/** The runs that these votes call for before the quarterly one. */
function runsOf(votes: readonly CurrentVote[], { due }: Moment): ItemEvent[] {
  const turns = new Set(votes.map((vote) => vote.turn))
  const cycles = [...due].flatMap(([turn, { byIndustry }]): ItemEvent[] =>
    turns.has(turn) ? [{ type: 'close', turn, byIndustry }] : [],
  )
  return turns.has(LATE) ? [...cycles, { type: 'close', turn: LATE, byIndustry: false }] : cycles
}

/** Ids that follow from what the cohorts are of: a release that is stopped and run again has the same digest. */
function freshIds(
  subjectId: string,
  { scale, competencyId }: { scale: Scale; competencyId: string | null },
  stored: StoredItem,
  count: number,
): string[] {
  const taken = new Set(stored.cohorts.map((cohort) => cohort.id))
  const ids: string[] = []
  for (let place = taken.size; ids.length < count; place++) {
    const id = nameUuid(`cohort ${subjectId} ${scale} ${competencyId ?? NO_COMPETENCY} ${place}`)
    if (!taken.has(id)) ids.push(id)
  }
  return ids
}

function checkPlace(vote: CurrentVote, employers: EmployerRegister): void {
  if (vote.region !== null && !employers.isRegion(vote.region)) {
    throw new RangeError(`A vote was given in the region ${vote.region}, which is not there`)
  }
  if (vote.sector !== null && !employers.isSector(vote.sector)) {
    throw new RangeError(`A vote was given in the sector ${vote.sector}, which is not there`)
  }
}

type Written = {
  item: { scale: Scale; competencyId: string | null }
  stored: StoredItem
  living: readonly StoredCohort[]
  votes: ReadonlyMap<string, CurrentVote>
  result: ReturnType<typeof releaseItem>
  ids: readonly string[]
}

function changesOf(written: Written): SubjectChanges {
  const { item, living, votes, result, ids } = written
  const published = new Set(result.published.map((version) => version.cohort))
  const changes: SubjectChanges = {
    cohorts: [],
    changed: result.dissolved.map((no) => ({
      id: ids[no] ?? '',
      dissolved: true,
      members: ended(living[no]?.members ?? []),
    })),
    versions: result.published.map((version) =>
      versionRow(item, ids[version.cohort] ?? '', version),
    ),
    ...waitingOf(written),
  }
  for (const cohort of result.state.cohorts) {
    const id = ids[cohort.no] ?? ''
    const before = living[cohort.no]
    if (!before) {
      changes.cohorts.push({
        id,
        scale: item.scale,
        competencyId: item.competencyId,
        regionId: cohort.scope.region,
        sector: cohort.scope.sector,
        carried: cohort.carried,
        members: counted(cohort, votes, []),
      })
      continue
    }
    const left = cohort.carried.some((count, level) => count !== before.carried[level])
    if (!published.has(cohort.no) && !left) continue
    changes.changed.push({
      id,
      published: published.has(cohort.no),
      carried: cohort.carried,
      members: published.has(cohort.no)
        ? counted(cohort, votes, before.members)
        : withTombstones(before.members, cohort),
    })
  }
  return changes
}

/** When a cohort ends, what its members said is forgotten; that it was counted is not, so it never counts again. */
function ended(members: readonly StoredMember[]): StoredMember[] {
  return members.map((member) => ({ ...member, level: null }))
}

const buried = (employerId: string): StoredMember => ({ employerId, level: null, mark: null })

/** Members of a new version with what was counted of them, and tombstones of those who withdrew. */
function counted(
  cohort: Cohort,
  votes: ReadonlyMap<string, CurrentVote>,
  before: readonly StoredMember[],
): StoredMember[] {
  const known = new Map(before.map((member) => [member.employerId, member.mark]))
  return [
    ...cohort.members.map(({ employer, level }) => {
      const mark = votes.get(employer)?.mark ?? 0
      return { employerId: employer, level, mark: Math.max(mark, known.get(employer) ?? 0) }
    }),
    ...cohort.tombstones.map(({ employer }) => buried(employer)),
  ]
}

/** Members between two versions: a renewal is not counted yet, a withdrawal takes the level away at once. */
function withTombstones(before: readonly StoredMember[], cohort: Cohort): StoredMember[] {
  const gone = new Set(cohort.tombstones.map(({ employer }) => employer))
  return before.map((member) => (gone.has(member.employerId) ? buried(member.employerId) : member))
}

function waitingOf({
  item,
  stored,
  result,
}: Written): Pick<SubjectChanges, 'waiting' | 'waitingNoMore'> {
  const competencyKey = item.competencyId ?? NO_COMPETENCY
  const still = new Map(result.state.pending.map((vote) => [vote.employer, vote.since]))
  const over = [...stored.waiting.keys()].filter((employer) => !still.has(employer))
  return {
    waiting: [...still]
      .filter(([employer]) => !stored.waiting.has(employer))
      .map(([employerId, sinceQuarter]) => ({
        scale: item.scale,
        competencyKey,
        employerId,
        sinceQuarter,
      })),
    waitingNoMore: over.length > 0 ? [{ scale: item.scale, competencyKey, employerIds: over }] : [],
  }
}

/** Waiting votes are looked at again when their patience ends, cohorts when they dissolve. */
function quartersToWait(state: ItemState, quarter: number, config: CohortConfig): number | null {
  let next = Number.POSITIVE_INFINITY
  const look = (quarters: number) => {
    if (quarters > 0 && quarters < next) next = quarters
  }
  for (const { since } of state.pending) {
    look(since - quarter)
    look(since + config.patienceAll - quarter)
  }
  for (const cohort of state.cohorts) {
    look(cohort.releasedAt + config.lifetime + 1 - quarter)
    for (const { renewal } of cohort.members) if (renewal) look(renewal.since - quarter)
  }
  return Number.isFinite(next) ? next : null
}
