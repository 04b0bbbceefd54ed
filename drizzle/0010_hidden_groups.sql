-- Which pattern somebody's levels show is named to nobody (METHOD §9): a reviewer's door reads `seen`, where they are
-- one word. `signals` stays with the publisher, which counts them and takes an accepted one for no news.
ALTER TABLE integrity_hold ADD COLUMN seen jsonb NOT NULL GENERATED ALWAYS AS (
  (signals - '{uniform,leniency,invited}'::text[])
  || CASE WHEN signals ?| '{uniform,leniency,invited}'::text[] THEN '["pattern"]'::jsonb ELSE '[]'::jsonb END) STORED;
REVOKE SELECT (signals) ON integrity_hold FROM plumbline_operator, plumbline_app;
GRANT SELECT (seen) ON integrity_hold TO plumbline_operator, plumbline_app;
--> statement-breakpoint
-- Why answers wait: five totals of the whole site, as of a night, in fives; nothing that one answer is read from.
CREATE TABLE waiting_total (
  reason text PRIMARY KEY CHECK (reason IN ('unconfirmed', 'address', 'review', 'cycle', 'employers')),
  answers integer NOT NULL CHECK (answers % 5 = 0),
  as_of timestamptz NOT NULL
);
ALTER TABLE waiting_total ENABLE ROW LEVEL SECURITY;
ALTER TABLE waiting_total FORCE ROW LEVEL SECURITY;
GRANT SELECT ON waiting_total TO plumbline_operator;
GRANT SELECT, INSERT, DELETE ON waiting_total TO plumbline_publisher;
CREATE POLICY register ON waiting_total FOR SELECT TO plumbline_operator USING (true);
CREATE POLICY publish ON waiting_total FOR ALL TO plumbline_publisher USING (true) WITH CHECK (true);
--> statement-breakpoint
-- Groups that were hidden (METHOD R7), and since when no server keeps a page made before. What a group was about,
-- never what it said.
CREATE TABLE hidden_group (
  subject_id uuid NOT NULL,
  cohort_id uuid NOT NULL,
  scale text NOT NULL CHECK (scale IN ('importance', 'fit', 'value')),
  competency_id uuid,
  region_id text,
  sector text,
  hidden_at timestamptz NOT NULL,
  dropped_at timestamptz,
  PRIMARY KEY (subject_id, cohort_id),
  FOREIGN KEY (subject_id, cohort_id) REFERENCES cohort (subject_id, id) ON DELETE CASCADE
);
CREATE INDEX hidden_group_at ON hidden_group (hidden_at);
ALTER TABLE hidden_group ENABLE ROW LEVEL SECURITY;
ALTER TABLE hidden_group FORCE ROW LEVEL SECURITY;
GRANT SELECT ON hidden_group TO plumbline_operator;
GRANT SELECT, INSERT, UPDATE (dropped_at) ON hidden_group TO plumbline_publisher;
CREATE POLICY register ON hidden_group FOR SELECT TO plumbline_operator USING (true);
CREATE POLICY publish ON hidden_group FOR ALL TO plumbline_publisher USING (true) WITH CHECK (true);
ALTER TABLE cohort NO FORCE ROW LEVEL SECURITY;
ALTER TABLE hidden_group NO FORCE ROW LEVEL SECURITY;
INSERT INTO hidden_group (subject_id, cohort_id, scale, competency_id, region_id, sector, hidden_at)
SELECT subject_id, id, scale, competency_id, region_id, sector, hidden_at FROM cohort WHERE hidden_at IS NOT NULL;
ALTER TABLE cohort FORCE ROW LEVEL SECURITY;
ALTER TABLE hidden_group FORCE ROW LEVEL SECURITY;
-- Averages of releases that newer public ones have replaced are read by nobody, and would keep what was hidden since.
DELETE FROM release_reference WHERE release_no < (
  SELECT max(no) FROM release WHERE finished_at IS NOT NULL AND public_at <= now());
-- A digest over hidden rows would let whoever has the others try every count: it is over what is left.
ALTER TABLE cohort_version NO FORCE ROW LEVEL SECURITY;
UPDATE release SET digest = encode(sha256(convert_to(coalesce((
  SELECT string_agg(concat_ws('|', v.subject_id, v.cohort_id, v.no, v.scale, coalesce(v.competency_id::text, ''),
                              coalesce(v.region_id, ''), coalesce(v.sector, ''), v.quarter, v.n,
                              array_to_string(v.counts, ',')) || chr(10), '' ORDER BY v.subject_id, v.cohort_id)
  FROM cohort_version v WHERE v.release_no = release.no AND NOT v.hidden), ''), 'UTF8')), 'hex')
WHERE digest IS NOT NULL AND no IN (SELECT release_no FROM cohort_version WHERE hidden);
ALTER TABLE cohort_version FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Processes that serve pages, each with a memory of its own: when each was last heard of, and what its pages hold.
CREATE TABLE server_process (
  id uuid PRIMARY KEY,
  beat_at timestamptz NOT NULL,
  refreshed_at timestamptz NOT NULL,
  release_no integer NOT NULL
);
ALTER TABLE server_process ENABLE ROW LEVEL SECURITY;
ALTER TABLE server_process FORCE ROW LEVEL SECURITY;
GRANT SELECT ON server_process TO plumbline_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON server_process TO plumbline_publisher;
CREATE POLICY register ON server_process FOR SELECT TO plumbline_operator USING (true);
CREATE POLICY publish ON server_process FOR ALL TO plumbline_publisher USING (true) WITH CHECK (true);
