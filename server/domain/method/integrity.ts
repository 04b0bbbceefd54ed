import { NOT_ASKED } from '@/server/domain/scales'

/** Why answers are looked at by a person before they count (METHOD §9). */
export const SIGNALS = [
  'burst',
  'uniform',
  'leniency',
  'invited',
  'free_mail',
  'network',
  'device',
] as const
export type Signal = (typeof SIGNALS)[number]

/** Signals that tell how answers came, whatever they say; the others tell something of the levels somebody gave. */
export const ARRIVAL_SIGNALS = [
  'burst',
  'free_mail',
  'network',
  'device',
] as const satisfies readonly Signal[]
/** What a reviewer reads of a hold: which pattern somebody's levels show is named to nobody (METHOD §9). */
export const SEEN_SIGNALS = [...ARRIVAL_SIGNALS, 'pattern'] as const
export type SeenSignal = (typeof SEEN_SIGNALS)[number]

/**
 * Why answers wait: the employer is not confirmed, the address is not accepted, a person has to look, the cycle is open
 * or the days of waiting are not over, or fewer than five employers wait on the item.
 */
export const WAITING_REASONS = ['unconfirmed', 'address', 'review', 'cycle', 'employers'] as const
export type WaitingReason = (typeof WAITING_REASONS)[number]
/** Totals of waiting answers are told in steps of so many, and below it not at all. */
export const WAITING_STEP = 5

/** `gone`: the rater took the answers back, or sent others in their place, before anybody reviewed them. */
export const HOLD_STATES = ['held', 'accepted', 'rejected', 'gone'] as const

/** What a reviewer reads. Who took answers back is told to nobody (METHOD R3). */
export const REVIEW_STATES = ['held', 'accepted', 'rejected'] as const
export type ReviewState = (typeof REVIEW_STATES)[number]

/** What a reviewer does about a hold; a decision can be taken back. */
export const HOLD_VERDICTS = ['accept', 'reject', 'reopen'] as const

/** What an answer carries that is not counted: a person has still to look at it, or has rejected it. */
export const ANSWER_REVIEWS = ['held', 'rejected'] as const

/** Days before an answer from an employer's own page is counted (METHOD §8.3 R5). */
export const HOLD_DAYS = 7
/** A hold is to be reviewed within so many days; afterwards it is overdue, never released by itself (METHOD §9). */
export const REVIEW_DAYS = 7
/** How long a keyed hash of a network or device is kept to compare it with others. */
export const TRACE_DAYS = 14
/** So many new employers on one credential within so many hours (METHOD §9). */
export const BURST = { employers: 3, hours: 24 } as const
/** The same level on at least so many competencies, each in less than so many seconds (METHOD §9). */
export const UNIFORM = { competencies: 8, seconds: 3 } as const
/** Invited against independent employers, at least so many of each (METHOD §9). */
export const INVITED = { z: 2.6, each: 5 } as const

/** One Send on one credential; `at` in milliseconds since 1970. */
export type Arrival = {
  /** The legal employer. */
  employer: string
  at: number
  /** The cycle it was invited to, null for the employer's own page. */
  cycleId: string | null
  /** Confirmed on its own, by a person (V2). */
  confirmed: boolean
}

/**
 * Employers of a burst: three or more that are new, on one credential, within 24 hours. Separately confirmed
 * employers invited to one cycle count once together, since arriving together is what was asked of them.
 * @param arrivals first answers of employers that had answered nothing before, on one credential
 */
export function burst(arrivals: readonly Arrival[]): Set<string> {
  const sorted = [...arrivals].sort((a, b) => a.at - b.at)
  const found = new Set<string>()
  const within = new Map<string, number>()
  let end = 0
  let marked = 0
  for (const [start, first] of sorted.entries()) {
    for (let next = sorted[end]; next && next.at - first.at < BURST_SPAN; next = sorted[end]) {
      within.set(partyOf(next), (within.get(partyOf(next)) ?? 0) + 1)
      end += 1
    }
    if (within.size >= BURST.employers) {
      for (const { employer } of sorted.slice(Math.max(start, marked), end)) found.add(employer)
      marked = end
    }
    const left = (within.get(partyOf(first)) ?? 0) - 1
    if (left > 0) within.set(partyOf(first), left)
    else within.delete(partyOf(first))
  }
  return found
}

const BURST_SPAN = BURST.hours * 3_600_000

/**
 * Employers that share a network or device with another one, by its key. One employer's own people share what they
 * like, and separately confirmed employers invited to one cycle may share a network; a device is a signal whoever
 * was invited together (METHOD §9).
 * @param arrivals with the key of where each was sent from
 */
export function sharing(
  what: 'network' | 'device',
  arrivals: readonly (Arrival & { key: string })[],
): Set<string> {
  const byKey = new Map<string, Arrival[]>()
  for (const arrival of arrivals) {
    byKey.set(arrival.key, [...(byKey.get(arrival.key) ?? []), arrival])
  }
  const found = new Set<string>()
  for (const together of byKey.values()) {
    const employers = new Set(together.map(({ employer }) => employer))
    const parties = what === 'device' ? employers : new Set(together.map(partyOf))
    if (parties.size < 2) continue
    for (const employer of employers) found.add(employer)
  }
  return found
}

/** Who arrived: an employer, or all that one cycle invited. */
function partyOf({ employer, cycleId, confirmed }: Arrival): string {
  return confirmed && cycleId !== null ? `cycle ${cycleId}` : `employer ${employer}`
}

/**
 * Whether the same level was given on eight competencies or more, faster than they can be read, whatever was given on
 * the others.
 * @param packed one character a competency (`server/domain/scales`); what is no level is left out
 * @param secondsEach seconds a competency took, null where that is not known
 */
export function isUniformAndFast(packed: string, secondsEach: number | null): boolean {
  if (secondsEach === null || secondsEach >= UNIFORM.seconds) return false
  const times = new Map<string, number>()
  for (const level of packed.match(/[0-4]/g) ?? []) times.set(level, (times.get(level) ?? 0) + 1)
  return Math.max(0, ...times.values()) >= UNIFORM.competencies
}

/**
 * What a Send says anew: answers that stand as the Send before it had them are told as not asked, since their pace is
 * not this one's.
 * @param before the packed answers of the Send before, null when there was none
 */
export function givenAnew(packed: string, before: string | null): string {
  if (before === null) return packed
  return [...packed].map((answer, at) => (answer === before[at] ? NOT_ASKED : answer)).join('')
}

/**
 * Whether employers invited by the institution rate its credential higher than independent ones, beyond chance:
 * z over 2.6, with at least five of each. For the review only; shown to nobody as a number.
 * @param invited mean fit an employer, 0 to 4
 */
export function invitedDiffer(invited: readonly number[], independent: readonly number[]): boolean {
  if (invited.length < INVITED.each || independent.length < INVITED.each) return false
  const difference = mean(invited) - mean(independent)
  const error = Math.sqrt(
    variance(invited) / invited.length + variance(independent) / independent.length,
  )
  return difference > INVITED.z * error
}

/** The mean of the levels in packed fit answers, null when there is none. */
export function meanLevel(packed: string): number | null {
  const levels = [...packed].filter((character) => /[0-4]/.test(character)).map(Number)
  return levels.length === 0 ? null : mean(levels)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function variance(values: readonly number[]): number {
  const centre = mean(values)
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1)
}
