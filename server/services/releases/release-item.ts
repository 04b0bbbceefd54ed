import {
  COHORT_DEFAULTS,
  type Cohort,
  type CohortConfig,
  type CohortVersion,
  type ItemEvent,
  type ItemState,
  releaseItem,
} from '@/server/domain/cohorts'
import { type CurrentVote, foldItem } from '@/server/domain/ledger'
import type { Scale } from '@/server/domain/scales'
import { nameUuid } from '@/server/formats/name-uuid'
import type { EmployerRegister } from './employer-register'
import {
  NO_COMPETENCY,
  type StoredCohort,
  type StoredItem,
  type SubjectChanges,
} from './item-states'
import { hasWithdrawn, stateOf } from './stored-state'
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
    ...freshIds(ledger.subjectId, item, stored, result.state.nextNo - living.length),
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
    members: [
      ...result.dissolved.flatMap((no) => endedMembers(subjectId, living[no])),
      ...result.state.cohorts.flatMap((cohort) => membersOf(written, cohort)),
    ],
    versions: result.published.map((version) => versionRow(written, version)),
    ...waitingOf(written),
  }
}

/** When a cohort ends, what its members said is forgotten; that it was counted is not, so it never counts again. */
function endedMembers(
  subjectId: string,
  cohort: StoredCohort | undefined,
): SubjectChanges['members'] {
  if (!cohort) return []
  return cohort.members.map(({ employerId, countedAt }) => ({
    subjectId,
    cohortId: cohort.id,
    employerId,
    level: null,
    countedAt: countedAt === null ? null : new Date(countedAt),
  }))
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
