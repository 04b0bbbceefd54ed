import { answerLevel, NOT_ASKED, type RaterRole, type Scale } from '@/server/domain/scales'
import { employerVote, speakers } from './votes'

/** One row of the ledger as a release reads it; times in milliseconds since 1970. */
export type LedgerRow = {
  id: string
  organizationId: string
  raterId: string
  role: RaterRole
  questionListId: string
  /** One character per competency of the list; a single one for value. */
  answers: string
  submittedAt: number
  /** The cycle it was given in, null for the employer's own page. */
  cycleId: string | null
  /** When that cycle opened and closed; null where it has not. */
  openedAt: number | null
  closedAt: number | null
  /** From when on it may count; null while nobody can say (its cycle is open, or was cancelled). */
  eligibleAt: number | null
  /** Given in a cycle that was called off: as if it had never been sent. */
  void: boolean
  region: string | null
  sector: string | null
}

/** The run over votes whose employers were confirmed after their cycle had closed. */
export const LATE = 'late'

/** What an employer says on an item now, and when the newest answer behind it began to count. */
export type CurrentVote = {
  employer: string
  level: number
  region: string | null
  sector: string | null
  /** When the newest answer behind it began to count, whoever may vote. */
  mark: number
  /** Since when all of it could have been counted: answers and their employers alike. */
  ripe: number
  /** The run it is decided in first: a cycle's id, `LATE`, or null for the quarterly run alone. */
  turn: string | null
}

export type ItemVotes = {
  votes: CurrentVote[]
  /** Employers that have a level in the ledger, whether it counts yet or not, and when its oldest was sent. */
  present: ReadonlyMap<string, number>
}

/** Who an answering organization is counted as. */
export type Electorate = {
  /** The organization, what it was merged into, its parents: from itself to the top, as its record stood then. */
  chainOf: (organizationId: string, at?: number) => readonly string[]
  /** Confirmed, and not held at the moment of the release. */
  mayVote: (organizationId: string) => boolean
  /** Since when it has been confirmed, and since when it may vote: confirmed, not held, not waiting for a review. */
  confirmedSince: (organizationId: string) => number
  votesSince: (organizationId: string) => number
}

/**
 * The rows that can still say something, in the order they were sent. In fit and value a rater's last row of a
 * cycle replaces what it sent before in that cycle as a whole; called-off cycles are left out.
 */
export function standingRows(scale: Scale, rows: readonly LedgerRow[]): LedgerRow[] {
  const standing = rows.filter((row) => !row.void).sort(bySending)
  if (scale === 'importance') return standing
  const last = new Map<string, LedgerRow>()
  for (const row of standing) if (row.cycleId) last.set(`${row.raterId} ${row.cycleId}`, row)
  return standing.filter((row) => !row.cycleId || last.get(`${row.raterId} ${row.cycleId}`) === row)
}

/** A standing row with what is the same on every item: who it is counted as, and whether it counts yet. */
export type Ballot = {
  row: LedgerRow
  /** The rater's place among all raters of these rows. */
  rater: number
  chain: readonly string[]
  counts: boolean
  ripe: number
  turn: string | null
}

/** All that one scale of a subject has been answered with, read once for all of its items. */
export type Ballots = { ballots: Ballot[]; raters: number }

/**
 * Reads rows for `foldItem`.
 * @param rows what `standingRows` returned
 * @param asOf answers that begin to count later do not count, in milliseconds since 1970
 * @param due cycles whose run this release makes, by id
 */
export function readBallots(
  rows: readonly LedgerRow[],
  asOf: number,
  electorate: Electorate,
  due: { has: (cycleId: string) => boolean },
): Ballots {
  const raters = placesByEmployer(rows)
  const ballots = rows.map((row): Ballot => {
    const { organizationId, eligibleAt } = row
    const ripe = Math.max(eligibleAt ?? asOf, electorate.votesSince(organizationId))
    return {
      row,
      rater: raters.get(row.raterId) ?? 0,
      chain: electorate.chainOf(organizationId, row.openedAt ?? undefined),
      counts: eligibleAt !== null && eligibleAt <= asOf && electorate.mayVote(organizationId),
      ripe,
      turn: turnOf(row, ripe, electorate, due),
    }
  })
  return { ballots, raters: raters.size }
}

/** Raters by the name of their employer: groups are formed by name, and every item's votes then come nearly sorted. */
function placesByEmployer(rows: readonly LedgerRow[]): Map<string, number> {
  const employers = new Map(rows.map((row) => [row.raterId, row.organizationId]))
  const sorted = [...employers].sort(([, a], [, b]) => (a === b ? 0 : a < b ? -1 : 1))
  return new Map(sorted.map(([raterId], place) => [raterId, place]))
}

/**
 * What could be counted when its cycle closed is decided in that cycle's run; what waited for a confirmation, with
 * others that did; everything else quarterly (METHOD §8.3 R5).
 */
function turnOf(
  { cycleId, closedAt, organizationId }: LedgerRow,
  ripe: number,
  electorate: Electorate,
  due: { has: (cycleId: string) => boolean },
): string | null {
  if (cycleId === null || closedAt === null) return null
  if (electorate.confirmedSince(organizationId) > closedAt) return LATE
  return ripe <= closedAt && due.has(cycleId) ? cycleId : null
}

/**
 * The employers' votes on one item (METHOD §2 "Vote", §8.3 R1, R3): per rater the latest answer with a level, per
 * employer the lower median of those who speak. A later "can't judge", "not sure" or open answer leaves the earlier
 * level as it is, except that "not sure" takes back what the same rater said in the same cycle.
 * @param position where the item stands in a question list, or -1
 * @param bound members of living cohorts of this item, as frozen there: an answer of a merged employer stays theirs
 * @throws {RangeError} for an answer outside the scale
 */
export function foldItem(
  scale: Scale,
  { ballots, raters }: Ballots,
  position: (questionListId: string) => number,
  bound: ReadonlySet<string>,
): ItemVotes {
  const present = new Map<string, number>()
  const byRater = new Array<Answer | null>(raters).fill(null)
  let list = ''
  let place = -1
  for (const ballot of ballots) {
    const { row, chain, rater } = ballot
    if (row.questionListId !== list) {
      list = row.questionListId
      place = position(list)
    }
    const character = row.answers[place] ?? NOT_ASKED
    if (character === NOT_ASKED) continue
    const level = answerLevel(scale, character)
    const employer = countedAs(chain, bound) ?? row.organizationId
    if (level !== null && !present.has(employer)) present.set(employer, row.submittedAt)
    if (!ballot.counts) continue
    const before = byRater[rater] ?? null
    const kept = row.cycleId === null ? before : without(before, row.cycleId)
    byRater[rater] = level === null ? kept : { employer, level, ballot, before: kept }
  }
  const byEmployer = new Map<string, Answer[]>()
  for (const latest of byRater) {
    if (!latest) continue
    const together = byEmployer.get(latest.employer)
    if (together) together.push(latest)
    else byEmployer.set(latest.employer, [latest])
  }
  const votes: CurrentVote[] = []
  for (const [employer, answers] of byEmployer) {
    const vote = voteOf(scale, employer, answers)
    if (vote) votes.push(vote)
  }
  return { votes, present }
}

/** A rater's answers with a level, the latest first: rows come in the order they were sent. */
type Answer = { employer: string; level: number; ballot: Ballot; before: Answer | null }

/** The answers left when those of one cycle are replaced. */
function without(answer: Answer | null, cycleId: string): Answer | null {
  if (answer === null) return null
  const before = without(answer.before, cycleId)
  if (answer.ballot.row.cycleId === cycleId) return before
  return before === answer.before ? answer : { ...answer, before }
}

/** The unit of the chain that a living cohort holds, else its top. */
function countedAs(chain: readonly string[], bound: ReadonlySet<string>): string | undefined {
  if (chain.length > 1) {
    for (const unit of chain) if (bound.has(unit)) return unit
  }
  return chain[chain.length - 1]
}

function voteOf(scale: Scale, employer: string, answers: readonly Answer[]): CurrentVote | null {
  const speaking = answers.length === 1 ? answers : speakersOf(scale, answers)
  const level = employerVote(speaking.map((answer) => answer.level))
  let newest = speaking[0]
  let mark = 0
  let ripe = 0
  for (const answer of speaking) {
    if (newest && bySending(newest.ballot.row, answer.ballot.row) < 0) newest = answer
    mark = Math.max(mark, answer.ballot.row.eligibleAt ?? 0)
    ripe = Math.max(ripe, answer.ballot.ripe)
  }
  if (level === null || !newest) return null
  const { row, turn } = newest.ballot
  return {
    employer,
    level,
    region: row.region,
    sector: row.sector,
    mark,
    ripe,
    // Where another of its raters can only be counted since later, so can the employer's vote.
    turn: ripe <= newest.ballot.ripe ? turn : null,
  }
}

function speakersOf(scale: Scale, answers: readonly Answer[]): Answer[] {
  const asRaters = answers.map((answer) => ({
    role: answer.ballot.row.role,
    level: answer.level,
    sent: answer.ballot.row.submittedAt,
    id: answer.ballot.row.id,
    answer,
  }))
  return speakers(scale, asRaters).map(({ answer }) => answer)
}

function bySending(a: LedgerRow, b: LedgerRow): number {
  if (a.submittedAt !== b.submittedAt) return a.submittedAt - b.submittedAt
  return a.id < b.id ? -1 : 1
}
