-- Integrity (METHOD §9): what is looked at before an answer counts, holds that wait for a person, employers
-- that may be one, and yearly totals. Levels stand in none of these tables.

-- Held or rejected answers are never counted; null for all others.
ALTER TABLE rating ADD COLUMN review text CHECK (review IN ('held', 'rejected'));
ALTER TABLE requirement_statement ADD COLUMN review text CHECK (review IN ('held', 'rejected'));
GRANT UPDATE (review) ON rating, requirement_statement TO plumbline_publisher;
-- When the first tap was made; the rater's own row.
ALTER TABLE draft ADD COLUMN begun_at timestamptz NOT NULL DEFAULT now();
--> statement-breakpoint
-- One row a Send: how it came, for the look before the next release. Keyed hashes only, forgotten soon.
CREATE TABLE answer_trace (
  subject_id uuid NOT NULL,
  rating_id uuid NOT NULL,
  employer_id uuid NOT NULL,
  rater_id uuid NOT NULL,
  cycle_id uuid NOT NULL,
  seconds_each real,
  network_hash text,
  device_hash text,
  free_mail boolean NOT NULL DEFAULT false,
  sent_at timestamptz NOT NULL DEFAULT now(),
  looked_at timestamptz,
  PRIMARY KEY (subject_id, rating_id),
  FOREIGN KEY (subject_id, rating_id) REFERENCES rating (subject_id, id) ON DELETE CASCADE
);
CREATE INDEX answer_trace_new ON answer_trace (sent_at) WHERE looked_at IS NULL;
CREATE INDEX answer_trace_network ON answer_trace (network_hash) WHERE network_hash IS NOT NULL;
CREATE INDEX answer_trace_device ON answer_trace (device_hash) WHERE device_hash IS NOT NULL;
ALTER TABLE answer_trace ENABLE ROW LEVEL SECURITY;
ALTER TABLE answer_trace FORCE ROW LEVEL SECURITY;
GRANT INSERT ON answer_trace TO plumbline_rater;
CREATE POLICY own ON answer_trace FOR INSERT TO plumbline_rater WITH CHECK (rater_id = acting_rater());
GRANT SELECT, DELETE ON answer_trace TO plumbline_publisher;
GRANT UPDATE (looked_at, network_hash, device_hash) ON answer_trace TO plumbline_publisher;
CREATE POLICY look ON answer_trace FOR ALL TO plumbline_publisher USING (true) WITH CHECK (true);
--> statement-breakpoint
-- One hold a Send. The state 'gone' says that the rater took the answers back or replaced them; nobody reads those, as
-- a withdrawal is nobody's business (METHOD R3). Whose a hold was is forgotten with the answers, or with their votes.
CREATE TABLE integrity_hold (
  id uuid PRIMARY KEY,
  subject_id uuid NOT NULL REFERENCES subject (id) ON DELETE CASCADE,
  rating_id uuid,
  employer_id uuid,
  rater_id uuid,
  cycle_id uuid,
  signals jsonb NOT NULL,
  state text NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'accepted', 'rejected', 'gone')),
  raised_at timestamptz NOT NULL,
  review_due timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_organization_id uuid,
  note text NOT NULL DEFAULT '',
  UNIQUE (subject_id, rating_id),
  CHECK (num_nulls(rating_id, employer_id, rater_id) IN (0, 3))
);
CREATE INDEX integrity_hold_state ON integrity_hold (state, review_due);
ALTER TABLE integrity_hold ENABLE ROW LEVEL SECURITY;
ALTER TABLE integrity_hold FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON integrity_hold TO plumbline_publisher;
GRANT SELECT (id, subject_id, employer_id, signals, state, raised_at, review_due, decided_at, note)
  ON integrity_hold TO plumbline_operator;
GRANT SELECT (id, subject_id, employer_id, cycle_id, signals, state, raised_at, review_due, decided_at,
              decided_by_organization_id, note)
  ON integrity_hold TO plumbline_app;
CREATE POLICY publish ON integrity_hold FOR ALL TO plumbline_publisher USING (true) WITH CHECK (true);
CREATE POLICY register ON integrity_hold FOR SELECT TO plumbline_operator
  USING (state <> 'gone' AND employer_id IS NOT NULL);
-- A confirmed partnership reviews employers in the counties it has claimed, but not what it asked for itself:
-- whoever invites does not choose whose vote counts.
CREATE POLICY region ON integrity_hold FOR SELECT TO plumbline_app USING (
  state <> 'gone'
  AND EXISTS (SELECT 1 FROM organization p
          WHERE p.id = acting_organization() AND p.kind = 'partnership' AND p.verification = 'V2')
  AND EXISTS (SELECT 1 FROM organization e JOIN reporting_region r ON r.county_id = e.county_id
              WHERE e.id = integrity_hold.employer_id AND r.organization_id = acting_organization())
  AND NOT EXISTS (SELECT 1 FROM rating_cycle c
                  WHERE c.id = integrity_hold.cycle_id AND c.organization_id = acting_organization()));
--> statement-breakpoint
-- Two employers that may be one. The pair stands in the order of its ids.
CREATE TABLE employer_link (
  a_id uuid NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
  b_id uuid NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
  reasons jsonb NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'separate')),
  found_at timestamptz NOT NULL,
  review_due timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by uuid,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (a_id, b_id),
  CHECK (a_id < b_id)
);
ALTER TABLE employer_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE employer_link FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON employer_link TO plumbline_operator;
GRANT SELECT, INSERT ON employer_link TO plumbline_publisher;
CREATE POLICY register ON employer_link FOR ALL TO plumbline_operator USING (true) WITH CHECK (true);
CREATE POLICY publish ON employer_link FOR ALL TO plumbline_publisher USING (true) WITH CHECK (true);
-- Who belongs to two employers, which a release has to know.
GRANT SELECT (organization_id, user_id) ON member TO plumbline_publisher;
CREATE POLICY publish ON member FOR SELECT TO plumbline_publisher USING (true);
--> statement-breakpoint
-- Totals of a year without a key to anything; the signal '' stands for all holds.
CREATE TABLE integrity_total (
  year integer NOT NULL,
  signal text NOT NULL,
  raised integer NOT NULL,
  accepted integer NOT NULL,
  rejected integer NOT NULL,
  waiting integer NOT NULL,
  PRIMARY KEY (year, signal)
);
ALTER TABLE integrity_total ENABLE ROW LEVEL SECURITY;
ALTER TABLE integrity_total FORCE ROW LEVEL SECURITY;
GRANT SELECT ON integrity_total TO plumbline_reader;
GRANT SELECT, INSERT, DELETE ON integrity_total TO plumbline_publisher;
CREATE POLICY read ON integrity_total FOR SELECT TO plumbline_reader USING (true);
CREATE POLICY publish ON integrity_total FOR ALL TO plumbline_publisher USING (true) WITH CHECK (true);
