-- What an upload's own process found in it, so that no page has to read the file again.
ALTER TABLE import ADD COLUMN sheet jsonb;
ALTER TABLE import NO FORCE ROW LEVEL SECURITY;
UPDATE import SET state = 'forgotten', body = NULL, mapping = NULL, head = NULL, summary = NULL, problems = '[]'
WHERE format = 'csv' AND state IN ('uploaded', 'previewed');
ALTER TABLE import FORCE ROW LEVEL SECURITY;
-- Files of employment that wait were never read in a process of their own: they are uploaded again.
ALTER TABLE employment_file NO FORCE ROW LEVEL SECURITY;
DELETE FROM employment_file;
ALTER TABLE employment_file FORCE ROW LEVEL SECURITY;
ALTER TABLE employment_file DROP COLUMN body;
ALTER TABLE employment_file ADD COLUMN rows jsonb NOT NULL;
ALTER TABLE employment_file ADD COLUMN problems jsonb NOT NULL;
ALTER TABLE employment_file ADD COLUMN problem_count integer NOT NULL;
--> statement-breakpoint
-- Files that nobody applied or stored are forgotten after a week. Which ones is the database's rule; the door that
-- forgets them reads none.
GRANT UPDATE (state, body, sheet, head, mapping, summary, problems) ON import TO plumbline_identity;
CREATE POLICY forget ON import FOR UPDATE TO plumbline_identity
  USING (state IN ('uploaded', 'previewed', 'applying', 'failed')
         AND greatest(created_at, touched_at) < now() - interval '7 days')
  WITH CHECK (state = 'forgotten' AND body IS NULL AND sheet IS NULL AND summary IS NULL);
GRANT DELETE ON employment_file TO plumbline_identity;
CREATE POLICY forget ON employment_file FOR DELETE TO plumbline_identity
  USING (created_at < now() - interval '7 days');
