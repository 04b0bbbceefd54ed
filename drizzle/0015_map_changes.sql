-- Transactions that changed something a competency map is read from: what a process keeps of maps is right until one of
-- these has been committed that it had not seen. A Send is none, nor is anything else that an answer does (METHOD T4,
-- T10): groups are formed by a release, which counts once it is finished.
CREATE TABLE map_change (
  xid xid8 PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE map_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE map_change FORCE ROW LEVEL SECURITY;
CREATE POLICY keep ON map_change FOR ALL TO plumbline_owner USING (true) WITH CHECK (true);
CREATE POLICY read ON map_change FOR SELECT TO plumbline_reader USING (true);
CREATE POLICY forget ON map_change FOR ALL TO plumbline_publisher USING (true) WITH CHECK (true);
GRANT SELECT (xid) ON map_change TO plumbline_reader;
GRANT SELECT (at), DELETE ON map_change TO plumbline_publisher;
CREATE FUNCTION note_map_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO map_change (xid) VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION note_map_change() FROM PUBLIC;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['credential', 'credential_version', 'credential_occupation', 'credential_competency',
    'framework', 'competency', 'competency_version', 'alignment', 'occupation', 'region', 'region_county',
    'release_reference'] LOOP
    EXECUTE format('CREATE TRIGGER map_change AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH STATEMENT EXECUTE FUNCTION note_map_change()', name);
  END LOOP;
END $$;
-- No map names an organization or a subject that is new.
CREATE TRIGGER map_change AFTER UPDATE OF slug, name, verification OR DELETE ON organization
  FOR EACH STATEMENT EXECUTE FUNCTION note_map_change();
CREATE TRIGGER map_change AFTER UPDATE OR DELETE ON subject
  FOR EACH STATEMENT EXECUTE FUNCTION note_map_change();
-- A release is written while nobody reads it, and is read once it is finished.
CREATE TRIGGER map_change AFTER INSERT OR UPDATE OF no, started_at, finished_at, public_at, method_version OR DELETE
  ON release FOR EACH STATEMENT EXECUTE FUNCTION note_map_change();
CREATE TRIGGER map_change AFTER UPDATE OR DELETE ON cohort_version
  FOR EACH STATEMENT EXECUTE FUNCTION note_map_change();
