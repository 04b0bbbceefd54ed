import { z } from 'zod'
import { defaultLanguage } from '@/server/domain/default-language'
import { dayIn, wallClock } from '@/server/domain/wall-clock'
import { JobName } from './job-name'

export const cycleStates = ['draft', 'open', 'closed', 'cancelled'] as const
export type CycleState = (typeof cycleStates)[number]

/** How far the mail of a rater's invitation came; `declined` by the rater, `revoked` by whoever asked. */
export const deliveries = ['queued', 'sent', 'bounced', 'declined', 'revoked'] as const

/** Where a rater's mailed link stands: of its own, or with its cycle. */
export const raterLinkStates = [
  'expired',
  'revoked',
  'passed_on',
  'not_open',
  'open',
  'closed',
  'cancelled',
] as const
export type RaterLinkState = (typeof raterLinkStates)[number]

const nextStates: Record<CycleState, readonly CycleState[]> = {
  draft: ['open', 'cancelled'],
  open: ['closed', 'cancelled'],
  closed: [],
  cancelled: [],
}

/** Whether a rating cycle may go from one state to another. Closing and cancelling are final. */
export function mayBecome(from: CycleState, to: CycleState): boolean {
  return nextStates[from].includes(to)
}

/** Longest message and list a requester may write; the bounds of every input about cycles. */
export const cycleLimits = {
  title: 120,
  message: 1000,
  signed: 80,
  credentials: 6,
  competencies: 60,
  addresses: 2000,
  shortestHours: 1,
  longestDays: 365,
} as const

/** One line of a signature. */
const Signed = z
  .string()
  .max(cycleLimits.signed)
  .transform((text) => text.replaceAll(/\s+/gu, ' ').trim())

export const CycleDetails = z.strictObject({
  title: z.string().trim().min(3).max(cycleLimits.title),
  occupationId: z.string().min(1).max(40),
  credentialIds: z.array(z.uuid()).min(1).max(cycleLimits.credentials),
  competencyIds: z.array(z.uuid()).min(1).max(cycleLimits.competencies),
  closesOn: z.iso.date(),
  timeZone: z.string().max(64).refine(isTimeZone),
  message: z.string().trim().max(cycleLimits.message),
  /** What raters call the job; left out or empty for the standard word. */
  job: JobName.optional(),
  /** Who signs the mails of a confirmed asker, and as what; left out or empty for nobody. */
  signerName: Signed.optional(),
  signerTitle: Signed.optional(),
  /** Sectors of ten and more form groups of their own; left out, it is on for a partnership alone (METHOD R5). */
  byIndustry: z.boolean().optional(),
})
export type CycleDetails = z.infer<typeof CycleDetails>

/** Why a closing time cannot be used, or null when it can. `now` comes from the database. */
export function closingProblem(
  closesAt: Date,
  now: Date,
  notBefore: Date | null = null,
): 'past' | 'too_far' | 'not_later' | null {
  const hour = 3_600_000
  if (closesAt.getTime() < now.getTime() + cycleLimits.shortestHours * hour) return 'past'
  if (closesAt.getTime() > now.getTime() + cycleLimits.longestDays * 24 * hour) return 'too_far'
  if (notBefore && closesAt.getTime() <= notBefore.getTime()) return 'not_later'
  return null
}

/** Where an open cycle stands towards a rater at a moment: the closing time itself is too late. */
export function takesAnswers(cycle: { state: CycleState; closesAt: Date }, now: Date): boolean {
  return cycle.state === 'open' && now.getTime() < cycle.closesAt.getTime()
}

/** Whether the platform knows an IANA zone name such as `America/Chicago`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat(defaultLanguage, { timeZone: name })
    return true
  } catch {
    return false
  }
}

/**
 * The last moment of a calendar day in a zone, as an instant: a cycle that closes "on 12 December,
 * Chicago" takes answers until midnight there. `date` is `YYYY-MM-DD`.
 */
export function endOfDay(date: string, timeZone: string): Date {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return startOfDay(new Date(Date.UTC(year, month - 1, day + 1)), timeZone)
}

/** The calendar day before an exclusive end, as `YYYY-MM-DD` in a zone; inverse of `endOfDay`. */
export function lastDay(end: Date, timeZone: string): string {
  return dayIn(new Date(end.getTime() - 1000), timeZone)
}

/** The last day of a cycle that runs as long from now on as another did, as `YYYY-MM-DD` in its zone. */
export function lastDayAgain(
  before: { opensAt: Date; closesAt: Date; timeZone: string },
  now: Date,
): string {
  const day = 86_400_000
  const length = Math.floor((before.closesAt.getTime() - before.opensAt.getTime()) / day)
  const days = Math.min(cycleLimits.longestDays - 1, Math.max(1, length))
  return lastDay(new Date(now.getTime() + days * day), before.timeZone)
}

/**
 * What a cycle is called that repeats another: the year in its name becomes this one's; without a year, or in the same, it is
 * called as `again` says.
 */
export function titleAgain(title: string, year: number, again: (title: string) => string): string {
  const years = [...title.matchAll(/(?<!\d)20\d\d(?!\d)/g)]
  const last = years.at(-1)
  const next =
    last && Number(last[0]) < year
      ? `${title.slice(0, last.index)}${year}${title.slice(last.index + last[0].length)}`
      : title.endsWith(again(''))
        ? title
        : again(title)
  return next.slice(0, cycleLimits.title).trim()
}

/**
 * The last day answers are taken, in the zone of whoever asks: "Saturday, December 12, 2026", or in a table "Dec 12, 2026".
 * A closing moment is the first of the day after, so no date of one is ever written but by this.
 */
export function lastDayText(
  lang: string,
  closesAt: Date,
  timeZone: string,
  dateStyle: 'full' | 'medium' = 'full',
): string {
  return new Intl.DateTimeFormat(lang, { timeZone, dateStyle }).format(
    new Date(closesAt.getTime() - 1000),
  )
}

/** "Saturday, December 12, 2026 at 11:59 PM CST": the last minute answers are taken, with the zone it is told in. */
export function lastMinuteText(lang: string, closesAt: Date, timeZone: string): string {
  return momentText(lang, new Date(closesAt.getTime() - 1000), timeZone, { weekday: 'long' })
}

/** "December 12, 2026 at 8:05 AM CST": a moment to whoever may live in another zone. */
export function momentText(
  lang: string,
  moment: Date,
  timeZone: string,
  more: Intl.DateTimeFormatOptions = {},
): string {
  return new Intl.DateTimeFormat(lang, {
    timeZone,
    ...more,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(moment)
}

function startOfDay(midnight: Date, timeZone: string): Date {
  let instant = midnight.getTime()
  for (let round = 0; round < 2; round++) {
    instant += midnight.getTime() - wallClock(new Date(instant), timeZone)
  }
  return new Date(instant)
}
