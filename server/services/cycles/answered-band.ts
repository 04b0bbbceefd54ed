import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cycleBands, reachedForSundays } from '@/server/domain/asking/cycle-bands'
import { legalEmployer } from './invited-employers'

/** What whoever asks is told of how many have answered. */
export const AnsweredView = z.object({
  /** The last figure that was noted; null before the first look, and always in a draft. */
  band: z.enum(cycleBands).nullable(),
  /** The moment it counts up to. */
  asOf: z.date().nullable(),
  /** On its list are employers enough for a look each Sunday; told by the list and the opening alone. */
  weekly: z.boolean(),
})
export type AnsweredView = z.infer<typeof AnsweredView>

export const AnsweredRow = z.object({
  band: z.enum(cycleBands).nullable(),
  as_of: z.coerce.date().nullable(),
  weekly: z.boolean(),
})

export function answeredView({ band, as_of, weekly }: z.infer<typeof AnsweredRow>): AnsweredView {
  return { band, asOf: as_of, weekly }
}

/** The columns of `AnsweredRow` for the cycle `c`, which `answeredLook` has to be joined to. */
export const answeredColumns = sql`look.band, look.as_of, ${isWeekly()} AS weekly`

/** The last look at the cycle `c`. */
export const answeredLook = sql`LEFT JOIN LATERAL (
  SELECT t.band, t.as_of FROM cycle_total t WHERE t.cycle_id = c.id ORDER BY t.as_of DESC LIMIT 1) look ON true`

/**
 * As the list was typed and as records said at opening: what becomes of a mail, or somebody's declining, must not move
 * more than its own row.
 */
function isWeekly(): SQL {
  return sql`(
    SELECT count(DISTINCT ${legalEmployer}) >= ${reachedForSundays}
    FROM rater_invitation i JOIN organization o ON o.id = i.employer_id
    LEFT JOIN organization kept ON kept.id = o.merged_into_id
    WHERE i.cycle_id = c.id AND i.delivery <> 'revoked' AND coalesce((
      SELECT r.confirmed FROM employer_record r
      WHERE r.organization_id = coalesce(o.merged_into_id, o.id) AND r.since <= c.opens_at
      ORDER BY r.since DESC LIMIT 1), false))`
}
