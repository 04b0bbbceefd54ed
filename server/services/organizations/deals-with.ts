import { type SQL, sql } from 'drizzle-orm'

/**
 * Whether an organization deals with an employer: it stands in a county of its region, on record or as somebody
 * believes, or the organization named, invited or confirmed it. Call it inside the operator's door.
 */
export function dealsWith(own: string, employer: SQL): SQL {
  return sql`(
    ${employer}.created_by_organization_id IS NOT DISTINCT FROM ${own}
    OR EXISTS (SELECT 1 FROM region_county rc WHERE rc.organization_id = ${own}
               AND rc.county_id = ${employer}.county_id)
    OR EXISTS (SELECT 1 FROM employer_proposal p
               JOIN region_county rc ON rc.county_id = p.county_id AND rc.organization_id = ${own}
               WHERE p.employer_id = ${employer}.id AND ${employer}.county_id IS NULL)
    OR EXISTS (SELECT 1 FROM rater_invitation i WHERE i.organization_id = ${own} AND i.employer_id = ${employer}.id)
    OR EXISTS (SELECT 1 FROM confirmation c WHERE c.organization_id = ${employer}.id AND c.by_organization_id = ${own}))`
}
