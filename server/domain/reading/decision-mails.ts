import { daysAfter, wallClock } from '@/server/domain/wall-clock'

/** How many days before its date an owner is reminded of a decision. */
export const reminderDays = [14, 1] as const
export type ReminderDays = (typeof reminderDays)[number]

type Due = {
  /** As `2027-08-15`. */
  dueOn: string
  /** The day it was decided: whoever decides what is due in three days needs no word that it is near. */
  decidedOn: string
}

/**
 * Which reminder a decision is in time for today, the nearest first; null when it is too early, too late, or was decided when
 * it was that near already. A server that was away for a day sends it the day after.
 */
export function dueReminder({ dueOn, decidedOn }: Due, today: string): ReminderDays | null {
  if (today > dueOn) return null
  const near = [...reminderDays].reverse().find((days) => today >= daysAfter(dueOn, -days))
  return near !== undefined && decidedOn < daysAfter(dueOn, -near) ? near : null
}

/** Digests leave on a Monday from this hour on, by the organization's clock. */
const digestHour = 7

/** The Monday whose digest is due at a moment, as `2026-12-07`; null on other days and before its morning. */
export function digestWeek(now: Date, timeZone: string): string | null {
  const wall = new Date(wallClock(now, timeZone))
  const monday = wall.getUTCDay() === 1 && wall.getUTCHours() >= digestHour
  return monday ? wall.toISOString().slice(0, 10) : null
}

/** What is open in a digest: by how its date lies to today. */
export const openGroups = ['overdue', 'soon', 'later', 'noDate'] as const
export type OpenGroup = (typeof openGroups)[number]

const soonDays = 14

export function openGroupOf(dueOn: string | null, today: string): OpenGroup {
  if (dueOn === null) return 'noDate'
  if (dueOn < today) return 'overdue'
  return dueOn <= daysAfter(today, soonDays) ? 'soon' : 'later'
}
