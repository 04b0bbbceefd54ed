-- What employers offer to editors in their own words (METHOD R10). The operator reads waiting lines from the day after
-- they were written and nothing of whose they are; editors read `offered_words` alone: copies with no key to a line, a
-- writer or an employer, written by the publisher at night.
CREATE TABLE offered_words (
  id uuid PRIMARY KEY,
  occupation_id text NOT NULL REFERENCES occupation (id),
  text text NOT NULL,
  -- Shown together, in the order of their places.
  batch uuid NOT NULL,
  place smallint NOT NULL,
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  sample boolean NOT NULL DEFAULT false,
  adopted_competency_id uuid,
  UNIQUE (batch, place)
);
ALTER TABLE offered_words ENABLE ROW LEVEL SECURITY;
ALTER TABLE offered_words FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Lines that were adopted stay so, for those who adopted them; all others wait for the operator.
DROP POLICY offered ON own_words;
DROP POLICY adopt ON own_words;
DROP POLICY own ON own_words;
REVOKE ALL ON own_words FROM plumbline_app;
REVOKE UPDATE ON own_words FROM plumbline_rater;
ALTER TABLE own_words ADD COLUMN occupation_id text;
ALTER TABLE own_words ADD COLUMN review text CHECK (review IN ('let_through', 'left_out', 'shown'));
ALTER TABLE own_words ADD COLUMN reviewed_text text;
ALTER TABLE own_words NO FORCE ROW LEVEL SECURITY;
ALTER TABLE requirement NO FORCE ROW LEVEL SECURITY;
ALTER TABLE organization NO FORCE ROW LEVEL SECURITY;
ALTER TABLE offered_words NO FORCE ROW LEVEL SECURITY;
UPDATE own_words SET occupation_id = (SELECT r.occupation_id FROM requirement r WHERE r.id = own_words.requirement_id),
                     review = CASE WHEN adopted_competency_id IS NOT NULL THEN 'shown' END;
INSERT INTO offered_words (id, occupation_id, text, batch, place, month, sample, adopted_competency_id)
SELECT gen_random_uuid(), w.occupation_id, w.text, gen_random_uuid(), 0, date_trunc('month', now())::date, o.sample,
       w.adopted_competency_id
FROM own_words w JOIN organization o ON o.id = w.organization_id
WHERE w.adopted_competency_id IS NOT NULL ORDER BY random();
ALTER TABLE own_words FORCE ROW LEVEL SECURITY;
ALTER TABLE requirement FORCE ROW LEVEL SECURITY;
ALTER TABLE organization FORCE ROW LEVEL SECURITY;
ALTER TABLE offered_words FORCE ROW LEVEL SECURITY;
ALTER TABLE own_words DROP COLUMN adopted_competency_id;
ALTER TABLE own_words ALTER COLUMN occupation_id SET NOT NULL;
ALTER TABLE own_words ADD CONSTRAINT own_words_occupation_id_occupation_id_fk
  FOREIGN KEY (occupation_id) REFERENCES occupation (id);
--> statement-breakpoint
GRANT UPDATE (importance) ON own_words TO plumbline_rater;
CREATE POLICY own ON own_words FOR SELECT TO plumbline_rater USING (rater_id = acting_rater());
CREATE POLICY remove ON own_words FOR DELETE TO plumbline_rater USING (rater_id = acting_rater());
CREATE POLICY mark ON own_words FOR UPDATE TO plumbline_rater
  USING (rater_id = acting_rater()) WITH CHECK (rater_id = acting_rater());
-- Nobody lets their own line through.
CREATE POLICY write ON own_words FOR INSERT TO plumbline_rater
  WITH CHECK (rater_id = acting_rater() AND review IS NULL AND reviewed_text IS NULL);
GRANT SELECT (id, text, occupation_id) ON own_words TO plumbline_operator;
CREATE POLICY waiting ON own_words FOR SELECT TO plumbline_operator
  USING (offered AND review IS NULL AND created_at < date_trunc('day', now(), 'UTC'));
GRANT SELECT (id, organization_id, occupation_id, reviewed_text, offered, review),
      UPDATE (review, reviewed_text) ON own_words TO plumbline_publisher;
CREATE POLICY review ON own_words FOR SELECT TO plumbline_publisher USING (offered);
CREATE POLICY show ON own_words FOR UPDATE TO plumbline_publisher USING (offered) WITH CHECK (offered);
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON offered_words TO plumbline_publisher;
CREATE POLICY publish ON offered_words FOR SELECT TO plumbline_publisher USING (true);
CREATE POLICY show ON offered_words FOR INSERT TO plumbline_publisher WITH CHECK (adopted_competency_id IS NULL);
CREATE POLICY sample ON offered_words FOR DELETE TO plumbline_publisher USING (sample);
GRANT SELECT, UPDATE (adopted_competency_id) ON offered_words TO plumbline_app;
CREATE POLICY offered ON offered_words FOR SELECT TO plumbline_app USING (
  EXISTS (SELECT 1 FROM organization o
          WHERE o.id = acting_organization() AND o.kind <> 'employer' AND o.verification = 'V2')
  AND (adopted_competency_id IS NULL
       OR EXISTS (SELECT 1 FROM competency c
                  WHERE c.id = adopted_competency_id AND c.organization_id = acting_organization())));
CREATE POLICY adopt ON offered_words FOR UPDATE TO plumbline_app
  USING (adopted_competency_id IS NULL)
  WITH CHECK (EXISTS (SELECT 1 FROM competency c
                      WHERE c.id = adopted_competency_id AND c.organization_id = acting_organization()));
