import { type SQL, sql } from 'drizzle-orm'

/**
 * Whether an employer stands in a county of an organization's region: on record; or, to a confirmed partnership, as
 * somebody believes who is confirmed or asks for its confirmation. Call it inside the operator's door.
 */
function standsInRegion(own: string, employer: SQL): SQL {
  return sql`(
    EXISTS (SELECT 1 FROM region_county rc WHERE rc.organization_id = ${own}
            AND rc.county_id = ${employer}.county_id)
    OR ${employer}.county_id IS NULL AND EXISTS (
      SELECT 1 FROM employer_proposal p
      JOIN region_county rc ON rc.county_id = p.county_id AND rc.organization_id = ${own}
      JOIN organization me ON me.id = rc.organization_id AND me.kind = 'partnership' AND me.verification = 'V2'
      JOIN organization asker ON asker.id = p.organization_id
      WHERE p.employer_id = ${employer}.id AND ${counts}))`
}

/** Whether it deals with an employer: it stands in its region, or the organization named, invited or confirmed it. */
export function dealsWith(own: string, employer: SQL): SQL {
  return sql`(
    ${named(own, employer)}
    OR ${standsInRegion(own, employer)}
    OR EXISTS (SELECT 1 FROM rater_invitation i WHERE i.organization_id = ${own} AND i.employer_id = ${employer}.id)
    OR EXISTS (SELECT 1 FROM confirmation c WHERE c.organization_id = ${employer}.id AND c.by_organization_id = ${own}))`
}

/** Whether a partnership may turn an employer down: that it invited somebody there is not enough. */
export function mayTurnDown(own: string, employer: SQL): SQL {
  return sql`(${named(own, employer)} OR ${standsInRegion(own, employer)})`
}

/**
 * Whether a partnership may say in which of its counties an employer without one on record stands: it named the employer
 * itself, or nobody who is confirmed or asks for its confirmation believes it to be elsewhere alone.
 */
export function mayPlace(own: string, employer: SQL): SQL {
  return sql`(${named(own, employer)} OR ${employer}.county_id IS NOT NULL OR ${standsInRegion(own, employer)}
    OR NOT EXISTS (SELECT 1 FROM employer_proposal p JOIN organization asker ON asker.id = p.organization_id
                   WHERE p.employer_id = ${employer}.id AND p.county_id IS NOT NULL AND ${counts}))`
}

/** Only what somebody says who is confirmed, or asks, is heard: on a draft anybody can put anything. */
const counts = sql`(p.asked_at IS NOT NULL OR asker.verification = 'V2')`

function named(own: string, employer: SQL): SQL {
  return sql`${employer}.created_by_organization_id IS NOT DISTINCT FROM ${own}`
}
