const hour = 3_600_000
const day = 24 * hour

/** How far apart two mails to one address are at least. */
const apart = 2 * day

/** Nobody is written to in the last hours of a cycle. */
const lastHours = 6 * hour

/** Invitations leave within an hour of the opening, so that the first follow-up reaches them all. */
const leaving = hour

/** After this long a follow-up that could not be sent is let go. */
const patience = day

/**
 * When a cycle follows up, fixed as it opens: half-way and three days before the end; two days after the invitations
 * and after one another at least, and never in the last six hours. None, one or two times, in order (METHOD R13).
 */
export function followUpTimes(opensAt: Date, closesAt: Date): Date[] {
  const [opens, closes] = [opensAt.getTime(), closesAt.getTime()]
  const first = Math.max(opens + (closes - opens) / 2, opens + leaving + apart)
  const second = Math.max(closes - 3 * day, first + apart)
  return [first, second]
    .filter((time) => time <= closes - lastHours)
    .map((time) => new Date(Math.floor(time)))
}

/**
 * The follow-up that is due of a cycle's fixed times, as its number from 1 and its time; null when none is. One that
 * is more than a day late is never sent.
 */
export function dueFollowUp(
  cycle: { followUps: readonly Date[]; closesAt: Date },
  now: Date,
): { number: number; at: Date } | null {
  if (cycle.closesAt.getTime() - now.getTime() < lastHours) return null
  const number = cycle.followUps.filter((at) => at <= now).length
  const at = cycle.followUps[number - 1]
  if (!at || now.getTime() - at.getTime() > patience) return null
  return { number, at }
}

/** Whether an address whose invitation left at a time is written to at a follow-up's time. */
export function followsInvitation(sentAt: Date | null, at: Date): boolean {
  return sentAt !== null && at.getTime() - sentAt.getTime() >= apart
}
