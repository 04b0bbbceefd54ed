import { answerLevel, NOT_ASKED, type RaterRole, type Scale } from './scales'
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
  /** From when on it may count; null while nobody can say (its cycle is open, or was cancelled). */
  eligibleAt: number | null
  /** Given in a cycle that was called off: as if it had never been sent. */
  void: boolean
  region: string | null
  sector: string | null
}

/** What an employer says on an item now, and when the newest answer behind it began to count. */
export type CurrentVote = {
  employer: string
  level: number
  region: string | null
  sector: string | null
  urgent: boolean
  mark: number
}

export type ItemVotes = {
  votes: CurrentVote[]
  /** Employers that have a level in the ledger, whether it counts yet or not, and when its oldest was sent. */
  present: ReadonlyMap<string, number>
}

/** Who an answering organization is counted as. */
export type Electorate = {
  /** The organization, what it was merged into, its parents: from itself to the top. */
  chainOf: (organizationId: string) => readonly string[]
  /** Confirmed, and not held at the moment of the release. */
  mayVote: (organizationId: string) => boolean
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

/**
 * The employers' votes on one item (METHOD §2 "Vote", §8.3 R1, R3): per rater the latest answer with a level, per
 * employer the lower median of those who speak. A later "can't judge", "not sure" or open answer leaves the earlier
 * level as it is, except that "not sure" takes back what the same rater said in the same cycle.
 * @param rows what `standingRows` returned
 * @param position where the item stands in a question list, or -1
 * @param asOf answers that begin to count later are not counted
 * @param bound members of living cohorts of this item, as frozen there: an answer of a merged employer stays theirs
 * @throws {RangeError} for an answer outside the scale
 */
export function foldItem(
  scale: Scale,
  rows: readonly LedgerRow[],
  position: (questionListId: string) => number,
  asOf: number,
  electorate: Electorate,
  bound: ReadonlySet<string>,
): ItemVotes {
  const present = new Map<string, number>()
  const byRater = new Map<string, Answer[]>()
  for (const row of rows) {
    const character = row.answers[position(row.questionListId)] ?? NOT_ASKED
    if (character === NOT_ASKED) continue
    const level = answerLevel(scale, character)
    const chain = electorate.chainOf(row.organizationId)
    const employer = chain.find((unit) => bound.has(unit)) ?? chain.at(-1) ?? row.organizationId
    if (level !== null && !present.has(employer)) present.set(employer, row.submittedAt)
    if (row.eligibleAt === null || row.eligibleAt > asOf) continue
    if (!electorate.mayVote(row.organizationId)) continue
    const sheet = row.cycleId ?? row.id
    const own = byRater.get(row.raterId)
    const answer = level === null ? null : { employer, level, sheet, row }
    if (!own) {
      if (answer) byRater.set(row.raterId, [answer])
      continue
    }
    const replaced = own.findIndex((each) => each.sheet === sheet)
    if (replaced !== -1) own.splice(replaced, 1)
    if (answer) own.push(answer)
  }
  const byEmployer = new Map<string, Answer[]>()
  for (const own of byRater.values()) {
    // Rows come in the order they were sent, so the last one put in is the latest.
    const latest = own.at(-1)
    if (!latest) continue
    const together = byEmployer.get(latest.employer)
    if (together) together.push(latest)
    else byEmployer.set(latest.employer, [latest])
  }
  const votes = [...byEmployer].flatMap(([employer, answers]) => voteOf(scale, employer, answers))
  return { votes, present }
}

type Answer = { employer: string; level: number; sheet: string; row: LedgerRow }

function voteOf(scale: Scale, employer: string, answers: readonly Answer[]): CurrentVote[] {
  const speaking = answers.length === 1 ? answers : speakersOf(scale, answers)
  const level = employerVote(speaking.map((answer) => answer.level))
  const newest = speaking.reduce<Answer | null>(
    (last, answer) => (last && bySending(last.row, answer.row) > 0 ? last : answer),
    null,
  )
  if (level === null || !newest) return []
  return [
    {
      employer,
      level,
      region: newest.row.region,
      sector: newest.row.sector,
      urgent: speaking.some((answer) => answer.row.cycleId !== null),
      mark: Math.max(...speaking.map((answer) => answer.row.eligibleAt ?? 0)),
    },
  ]
}

function speakersOf(scale: Scale, answers: readonly Answer[]): Answer[] {
  const asRaters = answers.map((answer) => ({
    role: answer.row.role,
    level: answer.level,
    sent: answer.row.submittedAt,
    id: answer.row.id,
    answer,
  }))
  return speakers(scale, asRaters).map(({ answer }) => answer)
}

function bySending(a: LedgerRow, b: LedgerRow): number {
  if (a.submittedAt !== b.submittedAt) return a.submittedAt - b.submittedAt
  return a.id < b.id ? -1 : 1
}
