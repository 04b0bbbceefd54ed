-- How many employers have answered, as a band and as of a moment that was fixed before (METHOD R13). The publisher
-- writes it and can neither change nor take back what was shown; only whoever asks reads it.
CREATE TABLE cycle_total (
  cycle_id uuid NOT NULL REFERENCES rating_cycle (id) ON DELETE CASCADE,
  as_of timestamptz NOT NULL,
  band text NOT NULL CHECK (band IN ('under5', '5to9', '10to19', '20plus')),
  PRIMARY KEY (cycle_id, as_of)
);
ALTER TABLE cycle_total ENABLE ROW LEVEL SECURITY;
ALTER TABLE cycle_total FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON cycle_total TO plumbline_publisher;
GRANT SELECT ON cycle_total TO plumbline_app;
CREATE POLICY publish ON cycle_total FOR SELECT TO plumbline_publisher USING (true);
CREATE POLICY note ON cycle_total FOR INSERT TO plumbline_publisher WITH CHECK (true);
CREATE POLICY asked ON cycle_total FOR SELECT TO plumbline_app USING (
  EXISTS (SELECT 1 FROM rating_cycle c WHERE c.id = cycle_total.cycle_id AND c.organization_id = acting_organization()));
--> statement-breakpoint
-- Whether a published group has enough new answers is read from its published versions alone.
DROP TABLE subject_progress;
