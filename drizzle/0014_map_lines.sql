-- What lists read of a competency map (decision 016): figures only, names are joined at reading. Computed from published
-- rows by a door of its own, which reads the catalogue and what is published, and nothing of answers.
CREATE TABLE map_line (
  credential_id uuid NOT NULL REFERENCES credential (id) ON DELETE CASCADE,
  occupation_id text NOT NULL REFERENCES occupation (id),
  -- `provider`: what the credential's own organization reads, drafts and what is not public yet included.
  audience text NOT NULL CHECK (audience IN ('everybody', 'provider')),
  organization_id uuid NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
  -- Rows behind each word, in the order of domain's list of words.
  words integer[] NOT NULL CHECK (cardinality(words) = 8),
  n integer NOT NULL,
  release_no integer,
  public_from timestamptz,
  -- Frameworks that its answers are about, published or not: by these a change finds the lines it touches.
  frameworks uuid[] NOT NULL,
  PRIMARY KEY (credential_id, occupation_id, audience),
  CONSTRAINT map_line_public CHECK (audience = 'provider' OR public_from IS NULL)
);
CREATE INDEX map_line_newest ON map_line (release_no DESC, n DESC, credential_id, occupation_id)
  WHERE audience = 'everybody' AND n > 0;
-- Maps that show both what to act on first and what holders are ready for.
CREATE INDEX map_line_telling ON map_line (release_no DESC, n DESC, credential_id, occupation_id)
  WHERE audience = 'everybody' AND words[1] > 0 AND words[2] > 0;
CREATE INDEX map_line_occupation ON map_line (occupation_id, n DESC, credential_id) WHERE audience = 'everybody';
CREATE INDEX map_line_own ON map_line (organization_id, audience);
CREATE INDEX map_line_frameworks ON map_line USING gin (frameworks);
-- The order of lists of credentials, so that a page is read and not sorted out of all.
CREATE INDEX credential_version_name ON credential_version (name COLLATE "und-x-icu");
CREATE INDEX credential_current_version ON credential (current_version_id);
CREATE INDEX credential_occupation_occupation ON credential_occupation (occupation_id);
ALTER TABLE map_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE map_line FORCE ROW LEVEL SECURITY;
GRANT SELECT (credential_id, occupation_id, audience, organization_id, words, n, release_no, public_from)
  ON map_line TO plumbline_reader, plumbline_app;
CREATE POLICY public ON map_line FOR SELECT TO plumbline_reader USING (audience = 'everybody');
CREATE POLICY own ON map_line FOR SELECT TO plumbline_app USING (organization_id = acting_organization());
CREATE POLICY keep ON map_line FOR ALL TO plumbline_owner USING (true) WITH CHECK (true);
--> statement-breakpoint
-- What has changed under the lines since they were computed. Whoever changes an input leaves a mark in the same
-- transaction, by the triggers below; the indexer turns each into the credentials it touches.
CREATE TABLE map_line_due (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL CHECK (kind IN ('credential', 'subject', 'release', 'framework', 'alignment', 'organization')),
  key text NOT NULL,
  marked_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX map_line_due_key ON map_line_due (key);
ALTER TABLE map_line_due ENABLE ROW LEVEL SECURITY;
ALTER TABLE map_line_due FORCE ROW LEVEL SECURITY;
CREATE POLICY keep ON map_line_due FOR ALL TO plumbline_owner USING (true) WITH CHECK (true);
GRANT SELECT (marked_at) ON map_line_due TO plumbline_publisher, plumbline_operator;
CREATE POLICY wait ON map_line_due FOR SELECT TO plumbline_publisher, plumbline_operator USING (true);
-- As of when the lines were last looked at: the moment that decided what was public, its quarter, and the averages.
CREATE TABLE map_line_state (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  quarter integer NOT NULL,
  seen_at timestamptz NOT NULL,
  looked_at timestamptz NOT NULL
);
CREATE TABLE map_line_reference (
  scale text NOT NULL,
  framework_key uuid NOT NULL,
  counts integer[] NOT NULL,
  PRIMARY KEY (scale, framework_key)
);
ALTER TABLE map_line_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE map_line_state FORCE ROW LEVEL SECURITY;
ALTER TABLE map_line_reference ENABLE ROW LEVEL SECURITY;
ALTER TABLE map_line_reference FORCE ROW LEVEL SECURITY;
GRANT SELECT (looked_at) ON map_line_state TO plumbline_publisher, plumbline_operator;
CREATE POLICY wait ON map_line_state FOR SELECT TO plumbline_publisher, plumbline_operator USING (true);
--> statement-breakpoint
-- The indexer: the catalogue and what is published, whom a provider asked (its readership), and its own tables.
GRANT USAGE ON SCHEMA public TO plumbline_indexer;
GRANT SELECT ON occupation, subject, release, release_reference TO plumbline_indexer;
GRANT SELECT ("id", organization_id, state, current_version_id) ON credential TO plumbline_indexer;
GRANT SELECT (credential_id, occupation_id) ON credential_occupation TO plumbline_indexer;
GRANT SELECT ("id", organization_id, state) ON framework TO plumbline_indexer;
GRANT SELECT ("id", framework_id, current_version_id) ON competency TO plumbline_indexer;
GRANT SELECT ("id", verification, name) ON organization TO plumbline_indexer;
GRANT SELECT ("id", organization_id, from_competency_id, to_competency_id, state, kind, decided_at)
  ON alignment TO plumbline_indexer;
GRANT SELECT (subject_id, cohort_id, no, release_no, quarter, scale, competency_id, region_id, sector, n, counts, hidden, created_at)
  ON cohort_version TO plumbline_indexer;
GRANT SELECT ("id", organization_id, state, importance_subject_id) ON rating_cycle TO plumbline_indexer;
GRANT SELECT (cycle_id, subject_id) ON cycle_credential TO plumbline_indexer;
GRANT SELECT, INSERT, UPDATE, DELETE ON map_line TO plumbline_indexer;
GRANT SELECT, INSERT, DELETE ON map_line_due TO plumbline_indexer;
GRANT SELECT, INSERT, UPDATE ON map_line_state TO plumbline_indexer;
GRANT SELECT, INSERT, DELETE ON map_line_reference TO plumbline_indexer;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['credential', 'credential_occupation', 'framework', 'competency', 'alignment',
    'rating_cycle', 'cycle_credential'] LOOP
    EXECUTE format('CREATE POLICY index ON %I FOR SELECT TO plumbline_indexer USING (true)', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['map_line', 'map_line_due', 'map_line_state', 'map_line_reference'] LOOP
    EXECUTE format('CREATE POLICY index ON %I FOR ALL TO plumbline_indexer USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
CREATE POLICY index ON cohort_version FOR SELECT TO plumbline_indexer USING (NOT hidden);
--> statement-breakpoint
-- One mark for a changed row: what it is called, and by which of its columns.
CREATE FUNCTION mark_lines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  changed jsonb := to_jsonb(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END);
BEGIN
  INSERT INTO map_line_due (kind, key)
  SELECT TG_ARGV[0], string_agg(changed ->> c.name, ' ' ORDER BY c.place)
  FROM unnest(TG_ARGV[1:]) WITH ORDINALITY AS c(name, place);
  RETURN NULL;
END $$;
CREATE TRIGGER map_line AFTER UPDATE OF state, organization_id ON credential
  FOR EACH ROW EXECUTE FUNCTION mark_lines('credential', 'id');
CREATE TRIGGER map_line AFTER INSERT OR UPDATE OR DELETE ON credential_occupation
  FOR EACH ROW EXECUTE FUNCTION mark_lines('credential', 'credential_id');
CREATE TRIGGER map_line AFTER UPDATE OF state ON framework
  FOR EACH ROW EXECUTE FUNCTION mark_lines('framework', 'id');
CREATE TRIGGER map_line AFTER INSERT OR UPDATE OR DELETE ON alignment
  FOR EACH ROW EXECUTE FUNCTION mark_lines('alignment', 'from_competency_id', 'to_competency_id');
CREATE TRIGGER map_line AFTER UPDATE OF verification ON organization
  FOR EACH ROW WHEN (OLD.verification IS DISTINCT FROM NEW.verification)
  EXECUTE FUNCTION mark_lines('organization', 'id');
CREATE TRIGGER map_line AFTER INSERT OR DELETE ON rating_cycle
  FOR EACH ROW EXECUTE FUNCTION mark_lines('organization', 'organization_id');
CREATE TRIGGER map_line_asked AFTER UPDATE OF state, importance_subject_id ON rating_cycle
  FOR EACH ROW WHEN ((OLD.state, OLD.importance_subject_id) IS DISTINCT FROM (NEW.state, NEW.importance_subject_id))
  EXECUTE FUNCTION mark_lines('organization', 'organization_id');
-- A release is written while nobody reads it, and is read once it is finished.
CREATE TRIGGER map_line AFTER INSERT OR UPDATE OF finished_at, public_at ON release
  FOR EACH ROW EXECUTE FUNCTION mark_lines('release', 'no');
--> statement-breakpoint
-- Where many rows go at once.
CREATE FUNCTION mark_lines_of_gone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF TG_TABLE_NAME = 'competency' THEN
    INSERT INTO map_line_due (kind, key) SELECT DISTINCT 'framework', framework_id::text FROM gone;
  ELSE
    INSERT INTO map_line_due (kind, key) SELECT DISTINCT 'subject', subject_id::text FROM gone;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER map_line AFTER DELETE ON competency
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION mark_lines_of_gone();
CREATE TRIGGER map_line AFTER DELETE ON cohort_version
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION mark_lines_of_gone();
-- What is hidden stands in no line from that moment on, whenever the indexer comes. It waits for a step of the indexer
-- to end, which may have read the group, and none begins before this is committed.
CREATE FUNCTION drop_lines_of_hidden() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7058343);
  DELETE FROM map_line l USING subject s
  WHERE s.id = NEW.subject_id AND l.occupation_id = s.occupation_id
    AND (s.credential_id IS NULL OR l.credential_id = s.credential_id);
  INSERT INTO map_line_due (kind, key) VALUES ('subject', NEW.subject_id::text);
  RETURN NULL;
END $$;
CREATE TRIGGER map_line_hidden AFTER UPDATE OF hidden ON cohort_version
  FOR EACH ROW WHEN (OLD.hidden IS DISTINCT FROM NEW.hidden) EXECUTE FUNCTION drop_lines_of_hidden();
REVOKE ALL ON FUNCTION mark_lines(), mark_lines_of_gone(), drop_lines_of_hidden() FROM PUBLIC;
--> statement-breakpoint
-- A hidden group is gone once pages made before its lines were computed anew are gone, too.
ALTER TABLE hidden_group ADD COLUMN lines_at timestamptz;
GRANT UPDATE (lines_at) ON hidden_group TO plumbline_publisher;
ALTER TABLE hidden_group NO FORCE ROW LEVEL SECURITY;
UPDATE hidden_group SET lines_at = hidden_at;
ALTER TABLE hidden_group FORCE ROW LEVEL SECURITY;
CREATE INDEX hidden_group_lines ON hidden_group (lines_at);
