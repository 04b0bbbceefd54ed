import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'

/** A partnership by its name. */
export const ConfirmerSchema = z.object({ id: z.string(), name: z.string() })

/**
 * Whether a proposal was asked of the operator alone, as there was nobody nearer. One that was passed on later was asked of
 * a partnership before.
 */
export function askedOperatorAlone(proposal: SQL): SQL {
  return sql`coalesce(${proposal}.passed_on_at = ${proposal}.asked_at, false)`
}

/** The confirmed partnerships whose region holds a county, as JSON of {@link ConfirmerSchema} by name. */
export function confirmersIn(county: SQL): SQL {
  return sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name)
                              ORDER BY w.name COLLATE "und-x-icu", w.id), '[]'::jsonb)
    FROM organization w
    WHERE w.kind = 'partnership' AND w.verification = 'V2' AND w.merged_into_id IS NULL
      AND EXISTS (SELECT 1 FROM region_county rc
                  WHERE rc.organization_id = w.id AND rc.county_id = ${county}))`
}
