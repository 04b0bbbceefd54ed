-- The members of a group are one row's arrays: a release writes a group at a time, never a row a member.
-- A level that is null is the tombstone of a withdrawal; a mark is when the answer behind the level began to count,
-- in milliseconds since 1970.
ALTER TABLE cohort
  ADD COLUMN members uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN levels smallint[] NOT NULL DEFAULT '{}',
  ADD COLUMN marks bigint[] NOT NULL DEFAULT '{}';
-- The owner has no policy of its own, and moves the rows of everybody.
ALTER TABLE cohort NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cohort_member NO FORCE ROW LEVEL SECURITY;
UPDATE cohort c SET members = m.members, levels = m.levels, marks = m.marks
FROM (SELECT subject_id, cohort_id,
             array_agg(employer_id ORDER BY employer_id) AS members,
             array_agg(level ORDER BY employer_id) AS levels,
             array_agg((extract(epoch FROM counted_at) * 1000)::bigint ORDER BY employer_id) AS marks
      FROM cohort_member GROUP BY subject_id, cohort_id) m
WHERE c.subject_id = m.subject_id AND c.id = m.cohort_id;
ALTER TABLE cohort FORCE ROW LEVEL SECURITY;
DROP TABLE cohort_member;
ALTER TABLE cohort ADD CONSTRAINT cohort_members_whole
  CHECK (cardinality(members) = cardinality(levels) AND cardinality(members) = cardinality(marks));
-- A row a member, for whoever may read the group itself: the publisher alone.
CREATE VIEW cohort_member WITH (security_invoker = true) AS
  SELECT c.subject_id, c.id AS cohort_id, m.employer_id, m.level, to_timestamp(m.mark / 1000.0) AS counted_at
  FROM cohort c CROSS JOIN LATERAL unnest(c.members, c.levels, c.marks) AS m(employer_id, level, mark);
GRANT SELECT ON cohort_member TO plumbline_publisher;
-- The release whose averages leave a group out because it has ended.
ALTER TABLE cohort ADD COLUMN dissolved_in integer;
ALTER TABLE cohort NO FORCE ROW LEVEL SECURITY;
UPDATE cohort SET dissolved_in = coalesce(
  (SELECT min(no) FROM release WHERE finished_at >= dissolved_at), (SELECT max(no) + 1 FROM release), 1)
WHERE dissolved_at IS NOT NULL;
ALTER TABLE cohort FORCE ROW LEVEL SECURITY;
CREATE INDEX cohort_dissolved ON cohort (dissolved_in) WHERE dissolved_in IS NOT NULL;
-- A summary reads one region, or one sector of it.
DROP INDEX cohort_version_region;
CREATE INDEX cohort_version_scope ON cohort_version (region_id, sector, subject_id);
