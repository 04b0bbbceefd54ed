-- Asking says where an asker believes an employer to be, and proposals follow a record that becomes part of another.
GRANT UPDATE (county_id, industry_id) ON employer_proposal TO plumbline_operator;
--> statement-breakpoint
-- Those of records that became part of another before.
ALTER TABLE organization NO FORCE ROW LEVEL SECURITY;
ALTER TABLE employer_proposal NO FORCE ROW LEVEL SECURITY;
INSERT INTO employer_proposal AS own
  (organization_id, employer_id, county_id, industry_id, asked_at, asked_by, passed_on_at, created_at)
SELECT DISTINCT ON (p.organization_id, o.merged_into_id)
  p.organization_id, o.merged_into_id, p.county_id, p.industry_id, p.asked_at, p.asked_by, p.passed_on_at, p.created_at
FROM employer_proposal p JOIN organization o ON o.id = p.employer_id
WHERE o.merged_into_id IS NOT NULL
ORDER BY p.organization_id, o.merged_into_id, p.asked_at NULLS LAST
ON CONFLICT (organization_id, employer_id) DO UPDATE SET
  county_id = coalesce(own.county_id, excluded.county_id),
  industry_id = coalesce(own.industry_id, excluded.industry_id),
  asked_at = coalesce(own.asked_at, excluded.asked_at),
  asked_by = CASE WHEN own.asked_at IS NULL THEN excluded.asked_by ELSE own.asked_by END,
  passed_on_at = CASE WHEN own.asked_at IS NULL THEN excluded.passed_on_at ELSE own.passed_on_at END;
DELETE FROM employer_proposal p USING organization o WHERE o.id = p.employer_id AND o.merged_into_id IS NOT NULL;
ALTER TABLE employer_proposal FORCE ROW LEVEL SECURITY;
ALTER TABLE organization FORCE ROW LEVEL SECURITY;
