import { type SQL, sql } from 'drizzle-orm'
import { passedInvitations, raterInvitations } from '@/server/db/schema/cycles'

/**
 * Whom an invitation is with now, for a statement that joins what it was passed on to: who was invited, or the colleague
 * in their place, who with a printed code has no address.
 */
export const withNow = {
  email: sql<string | null>`CASE WHEN ${passedInvitations.times} IS NULL
    THEN ${raterInvitations.email} ELSE ${passedInvitations.email} END`,
  raterId: sql<string>`coalesce(${passedInvitations.raterId}, ${raterInvitations.raterId})`,
  passes: sql<number>`coalesce(${passedInvitations.times}, 0)`,
}

/** Invitations that are with an address now; each half of it goes by an index. */
export function isWith(email: string): SQL {
  return sql`(${raterInvitations.email} = ${email} AND ${passedInvitations.times} IS NULL
    OR ${passedInvitations.email} = ${email})`
}
