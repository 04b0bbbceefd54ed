-- What an employer's record said, and since when. A change of county, industry or parent counts from the next cycle
-- that opens, and who was confirmed before a cycle closed counts with that cycle (METHOD R5): both ask about a
-- moment that is past. The database keeps it, so that no way of changing a record forgets to.
CREATE TABLE employer_record (
  organization_id uuid NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
  since timestamptz NOT NULL,
  confirmed boolean NOT NULL,
  county_id text,
  industry_id text,
  parent_id uuid,
  PRIMARY KEY (organization_id, since)
);
ALTER TABLE employer_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE employer_record FORCE ROW LEVEL SECURITY;
CREATE POLICY keep ON employer_record FOR ALL TO plumbline_owner USING (true) WITH CHECK (true);
CREATE POLICY read ON employer_record FOR SELECT TO plumbline_app, plumbline_rater, plumbline_publisher USING (true);
GRANT SELECT ON employer_record TO plumbline_app, plumbline_rater, plumbline_publisher;
CREATE FUNCTION keep_employer_record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.verification, OLD.county_id, OLD.industry_id, OLD.parent_id)
     IS NOT DISTINCT FROM (NEW.verification, NEW.county_id, NEW.industry_id, NEW.parent_id) THEN
    RETURN NULL;
  END IF;
  INSERT INTO employer_record (organization_id, since, confirmed, county_id, industry_id, parent_id)
  VALUES (NEW.id, CASE TG_OP WHEN 'INSERT' THEN NEW.created_at ELSE now() END,
          NEW.verification = 'V2', NEW.county_id, NEW.industry_id, NEW.parent_id)
  ON CONFLICT (organization_id, since) DO UPDATE SET confirmed = excluded.confirmed,
    county_id = excluded.county_id, industry_id = excluded.industry_id, parent_id = excluded.parent_id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION keep_employer_record() FROM PUBLIC;
CREATE TRIGGER organization_record AFTER INSERT OR UPDATE OF verification, county_id, industry_id, parent_id
  ON organization FOR EACH ROW WHEN (NEW.kind = 'employer') EXECUTE FUNCTION keep_employer_record();
--> statement-breakpoint
-- Of the time before, only the record as it stands is known.
ALTER TABLE organization NO FORCE ROW LEVEL SECURITY;
ALTER TABLE confirmation NO FORCE ROW LEVEL SECURITY;
INSERT INTO employer_record (organization_id, since, confirmed, county_id, industry_id, parent_id)
SELECT o.id, least(o.created_at, coalesce(c.at, o.created_at)), o.verification = 'V2' AND c.at IS NULL,
       o.county_id, o.industry_id, o.parent_id
FROM organization o
LEFT JOIN (SELECT organization_id, max(created_at) AS at FROM confirmation WHERE level = 'V2' GROUP BY 1) c
  ON c.organization_id = o.id
WHERE o.kind = 'employer';
INSERT INTO employer_record (organization_id, since, confirmed, county_id, industry_id, parent_id)
SELECT o.id, max(c.created_at), true, o.county_id, o.industry_id, o.parent_id
FROM organization o JOIN confirmation c ON c.organization_id = o.id AND c.level = 'V2'
WHERE o.kind = 'employer' AND o.verification = 'V2' GROUP BY o.id
ON CONFLICT (organization_id, since) DO UPDATE SET confirmed = true;
ALTER TABLE organization FORCE ROW LEVEL SECURITY;
ALTER TABLE confirmation FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Fixed at opening: whether sectors of ten and more form groups of their own when the cycle closes (METHOD R5).
ALTER TABLE rating_cycle ADD COLUMN by_industry boolean NOT NULL DEFAULT false;
-- Since when the run over its answers has been made: whatever of them waits now waits for the quarterly run.
ALTER TABLE rating_cycle ADD COLUMN counted_at timestamptz;
ALTER TABLE rating_cycle NO FORCE ROW LEVEL SECURITY;
UPDATE rating_cycle SET counted_at = closed_at WHERE state = 'closed';
ALTER TABLE rating_cycle FORCE ROW LEVEL SECURITY;
