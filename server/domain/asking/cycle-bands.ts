import { type CycleState, endOfDay, lastDay } from './cycles'

/** All that whoever asks hears of how many employers have answered (METHOD R13), lowest first. */
export const cycleBands = ['under5', '5to9', '10to19', '20plus'] as const
export type CycleBand = (typeof cycleBands)[number]

/** How many confirmed employers have to be reached before a cycle is looked at while it is open. */
export const reachedForSundays = 10

/** The band of a number of employers. */
export function bandOf(employers: number): CycleBand {
  if (employers < 5) return 'under5'
  if (employers < 10) return '5to9'
  return employers < 20 ? '10to19' : '20plus'
}

/** The higher of two bands: one that was shown never goes down. */
export function higherBand(one: CycleBand, other: CycleBand): CycleBand {
  return cycleBands.indexOf(one) < cycleBands.indexOf(other) ? other : one
}

export type LookedAtCycle = {
  state: CycleState
  opensAt: Date
  closesAt: Date
  closedAt: Date | null
  timeZone: string
}

/** One invitation, as far as it decides about a band. */
export type AskedAddress = {
  /** The legal employer; its sites are one. */
  employer: string
  /** At the employer's own web domain, or accepted for it: no other address answers for it. */
  speaks: boolean
  confirmed: { atOpening: boolean; atClosing: boolean }
  /** Null while no mail has left. */
  sentAt: Date | null
  /** Bounced, declined or taken back. */
  lost: boolean
  answeredAt: Date | null
}

export type CycleLook = { asOf: Date; band: CycleBand }

/**
 * The looks at a cycle that are due and not yet among `shown`, oldest first, whenever this is asked. One is due on the
 * planned closing day, however early the cycle was closed; where at least ten employers that were confirmed at opening
 * are reached, one also as of the start of each Sunday in the cycle's zone while it was open. A cancelled cycle gets
 * none. Each counts what was sent before its own moment, of employers confirmed at opening, and on the closing day of
 * those confirmed until then, whose answers the cycle's release counts. Never a level.
 */
export function looksDue(
  cycle: LookedAtCycle,
  addresses: readonly AskedAddress[],
  shown: readonly CycleLook[],
  now: Date,
): CycleLook[] {
  if (cycle.state !== 'open' && cycle.state !== 'closed') return []
  const known = new Set(shown.map((look) => look.asOf.getTime()))
  const moments = sundaysOf(cycle)
    .filter((sunday) => reached(addresses, sunday) >= reachedForSundays)
    .map((asOf) => ({ asOf, when: 'atOpening' as const }))
  const closing =
    cycle.state === 'closed' ? [{ asOf: cycle.closesAt, when: 'atClosing' as const }] : []
  const looks: CycleLook[] = []
  for (const { asOf, when } of [...moments, ...closing]) {
    if (asOf > now || known.has(asOf.getTime())) continue
    const count = employersOf(
      addresses.filter((each) => each.confirmed[when] && isBefore(each.answeredAt, asOf)),
    )
    const before = [...shown, ...looks].filter((look) => look.asOf < asOf).map(({ band }) => band)
    looks.push({ asOf, band: before.reduce(higherBand, bandOf(count)) })
  }
  return looks
}

function reached(addresses: readonly AskedAddress[], asOf: Date): number {
  return employersOf(
    addresses.filter(
      (each) => each.confirmed.atOpening && !each.lost && isBefore(each.sentAt, asOf),
    ),
  )
}

function employersOf(addresses: readonly AskedAddress[]): number {
  return new Set(addresses.flatMap((each) => (each.speaks ? [each.employer] : []))).size
}

function isBefore(moment: Date | null, asOf: Date): boolean {
  return moment !== null && moment < asOf
}

/** The starts of the Sundays on which the cycle was open, in its zone. */
function sundaysOf({ opensAt, closesAt, closedAt, timeZone }: LookedAtCycle): Date[] {
  const end = closedAt && closedAt < closesAt ? closedAt : closesAt
  const sundays: Date[] = []
  const opened = new Date(opensAt.getTime() + 1000)
  for (let day = saturdayFrom(lastDay(opened, timeZone)); ; day = plusDays(day, 7)) {
    const sunday = endOfDay(day, timeZone)
    if (sunday >= end) return sundays
    if (sunday > opensAt) sundays.push(sunday)
  }
}

/** The first Saturday on or after a calendar day, as `YYYY-MM-DD`. */
function saturdayFrom(day: string): string {
  return plusDays(day, 6 - new Date(`${day}T00:00:00Z`).getUTCDay())
}

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
