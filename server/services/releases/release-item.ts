import { randomUUID } from 'node:crypto'
import {
  COHORT_DEFAULTS,
  type Cohort,
  type CohortConfig,
  type CohortVersion,
  type ItemEvent,
  type ItemState,
  releaseItem,
} from '@/server/domain/cohorts'
import { type CurrentVote, foldItem, type ItemVotes } from '@/server/domain/ledger'
import { quarterOf } from '@/server/domain/map-cells'
import type { Scale } from '@/server/domain/scales'
import type { EmployerRegister } from './employer-register'
import {
  NO_COMPETENCY,
  type StoredCohort,
  type StoredItem,
  type StoredMember,
  type SubjectChanges,
} from './item-states'
import type { SubjectLedger } from './subject-ledger'

export type Moment = { asOf: Date; quarter: number }

export type ItemOutcome = {
  changes: SubjectChanges
  /** Fewest quarters until something happens to the item without a new answer, or null. */
  quartersToWait: number | null
  /** Living cohorts that could be renewed, and the most members any of them has seen renew. */
  livingCohorts: number
  renewed: number
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
    rows: SubjectLedger['scales'][number]['rows']
    competencyId: string | null
  },
  stored: StoredItem,
  employers: EmployerRegister,
  moment: Moment,
): ItemOutcome {
  const config: CohortConfig = { ...COHORT_DEFAULTS, scale: item.scale }
  const living = stored.cohorts.filter((cohort) => !cohort.dissolved)
  const bound = new Set(living.flatMap((cohort) => cohort.members.map((each) => each.employerId)))
  const fold = foldItem(
    item.scale,
    item.rows,
    (list) => ledger.position(list, item.competencyId),
    moment.asOf.getTime(),
    employers,
    bound,
  )
  for (const vote of fold.votes) checkPlace(vote, employers)
  const votes = new Map(fold.votes.map((vote) => [vote.employer, vote]))
  const before = stateOf(stored, living, fold, employers, moment.quarter)
  const withdrawals = living.flatMap((cohort) =>
    cohort.members.flatMap((member): ItemEvent[] =>
      hasWithdrawn(member, fold) ? [{ type: 'withdraw', employer: member.employerId }] : [],
    ),
  )
  const result = releaseItem(before, withdrawals, moment.quarter, config)
  const ids = [
    ...living.map((cohort) => cohort.id),
    ...Array.from({ length: result.state.nextNo - living.length }, () => randomUUID()),
  ]
  const written = { ledger, item, stored, living, votes, result, ids, moment }
  return {
    changes: changesOf(written),
    quartersToWait: quartersToWait(result.state, moment.quarter, config),
    livingCohorts: result.state.cohorts.filter((cohort) => !cohort.hidden).length,
    renewed: Math.max(
      0,
      ...result.state.cohorts
        .filter((cohort) => !cohort.hidden)
        .map((cohort) => cohort.members.filter((member) => member.renewal).length),
    ),
  }
}

/**
 * Whether what was counted of a member is gone from the ledger. Somebody who withdrew and has answered anew since is
 * withdrawn all the same (METHOD §8.3 R7).
 */
function hasWithdrawn(member: StoredMember, { present }: ItemVotes): boolean {
  if (member.level === null) return false
  const oldest = present.get(member.employerId)
  return oldest === undefined || oldest > (member.countedAt ?? 0)
}

function checkPlace(vote: CurrentVote, employers: EmployerRegister): void {
  if (vote.region !== null && !employers.isRegion(vote.region)) {
    throw new RangeError(`A vote was given in the region ${vote.region}, which is not there`)
  }
  if (vote.sector !== null && !employers.isSector(vote.sector)) {
    throw new RangeError(`A vote was given in the sector ${vote.sector}, which is not there`)
  }
}

/** The pure state: living cohorts by their place in the list, and every vote no cohort has counted. */
function stateOf(
  stored: StoredItem,
  living: readonly StoredCohort[],
  fold: ItemVotes,
  employers: EmployerRegister,
  quarter: number,
): ItemState {
  const votes = new Map(fold.votes.map((vote) => [vote.employer, vote]))
  const bound = new Set(living.flatMap((cohort) => cohort.members.map((each) => each.employerId)))
  const counted = new Map<string, number>()
  for (const cohort of stored.cohorts.filter((each) => each.dissolved)) {
    for (const { employerId, countedAt } of cohort.members) {
      counted.set(employerId, Math.max(counted.get(employerId) ?? 0, countedAt ?? 0))
    }
  }
  const since = new Map<string, number>()
  for (const [employerId, first] of stored.waiting) {
    const unit = employers.chainOf(employerId).at(-1) ?? employerId
    since.set(unit, Math.min(since.get(unit) ?? first, first))
  }
  const waitingSince = (employer: string) => {
    // A vote withdrawn and given again has waited only since it was given again.
    const oldest = quarterOf(new Date(fold.present.get(employer) ?? 0))
    return Math.max(since.get(employer) ?? quarter, oldest)
  }
  return {
    nextNo: living.length,
    cohorts: living.map((cohort, no) => cohortOf(cohort, no, votes)),
    pending: [...votes.values()]
      .filter((vote) => !bound.has(vote.employer) && vote.mark > (counted.get(vote.employer) ?? 0))
      .map((vote) => ({ ...vote, since: waitingSince(vote.employer) })),
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
    members: cohort.members.flatMap(({ employerId, level, countedAt }) => {
      if (level === null) return []
      const vote = votes.get(employerId)
      const renewal = vote && vote.mark > (countedAt ?? 0) ? vote : null
      return [{ employer: employerId, level, renewal }]
    }),
    tombstones: cohort.members.flatMap(({ employerId, level }) =>
      level === null ? [{ employer: employerId, answer: votes.get(employerId) ?? null }] : [],
    ),
    carried: cohort.carried,
    hidden: cohort.hidden,
  }
}

type Written = {
  ledger: SubjectLedger
  item: { scale: Scale; competencyId: string | null }
  stored: StoredItem
  living: readonly StoredCohort[]
  votes: ReadonlyMap<string, CurrentVote>
  result: ReturnType<typeof releaseItem>
  ids: readonly string[]
  moment: Moment
}

function changesOf(written: Written): SubjectChanges {
  const { ledger, item, living, result, ids, moment } = written
  const { subjectId } = ledger
  const published = new Map(result.published.map((version) => [version.cohort, version]))
  const fresh = result.state.cohorts.filter((cohort) => cohort.no >= living.length)
  const kept = result.state.cohorts.filter((cohort) => cohort.no < living.length)
  const of = (no: number) => ({ subjectId, id: ids[no] ?? '' })
  return {
    cohorts: fresh.map((cohort) => ({
      ...of(cohort.no),
      scale: item.scale,
      competencyId: item.competencyId,
      regionId: cohort.scope.region,
      sector: cohort.scope.sector,
      carried: cohort.carried,
      lastQuarter: moment.quarter,
      createdAt: moment.asOf,
    })),
    changed: [
      ...result.dissolved.map((no) => ({ id: of(no).id, set: { dissolvedAt: moment.asOf } })),
      ...kept.flatMap((cohort) => {
        const set = {
          ...(published.has(cohort.no) && { lastQuarter: moment.quarter }),
          ...(String(cohort.carried) !== String(living[cohort.no]?.carried) && {
            carried: cohort.carried,
          }),
        }
        return Object.keys(set).length > 0 ? [{ id: of(cohort.no).id, set }] : []
      }),
    ],
    members: result.state.cohorts.flatMap((cohort) => membersOf(written, cohort)),
    versions: result.published.map((version) => versionRow(written, version)),
    ...waitingOf(written),
  }
}

/** Members of a new version with what was counted of them, and tombstones of those who withdrew. */
function membersOf(
  { ledger, living, votes, result, ids }: Written,
  cohort: Cohort,
): SubjectChanges['members'] {
  const key = { subjectId: ledger.subjectId, cohortId: ids[cohort.no] ?? '' }
  const before = living[cohort.no]?.members ?? []
  const known = new Map(before.map((member) => [member.employerId, member]))
  const gone = cohort.tombstones
    .filter(({ employer }) => known.get(employer)?.level !== null)
    .map(({ employer }) => ({ ...key, employerId: employer, level: null, countedAt: null }))
  if (!result.published.some((version) => version.cohort === cohort.no)) return gone
  const counted = cohort.members.flatMap(({ employer, level }) => {
    const mark = votes.get(employer)?.mark ?? 0
    if (mark <= (known.get(employer)?.countedAt ?? 0)) return []
    return [{ ...key, employerId: employer, level, countedAt: new Date(mark) }]
  })
  return [...gone, ...counted]
}

function versionRow(
  { ledger, item, ids, moment }: Written,
  version: CohortVersion,
): SubjectChanges['versions'][number] {
  return {
    subjectId: ledger.subjectId,
    cohortId: ids[version.cohort] ?? '',
    no: version.version,
    quarter: moment.quarter,
    scale: item.scale,
    competencyId: item.competencyId,
    regionId: version.scope.region,
    sector: version.scope.sector,
    n: version.counts.reduce((sum, count) => sum + count, 0),
    counts: version.counts,
    adjusted: String(version.counts) !== String(version.rawCounts),
    createdAt: moment.asOf,
  }
}

function waitingOf({
  ledger,
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
        subjectId: ledger.subjectId,
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
  const ends = [
    ...state.pending.map((vote) => vote.since + config.patienceAll - quarter),
    ...state.cohorts.map((cohort) => cohort.releasedAt + config.lifetime + 1 - quarter),
  ].filter((quarters) => quarters > 0)
  return ends.length > 0 ? Math.min(...ends) : null
}
