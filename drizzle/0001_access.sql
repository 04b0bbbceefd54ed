-- Who may do what. Every transaction takes one role with SET LOCAL ROLE (server/db/tenancy.ts) and
-- names whom it acts for in transaction-local settings. A setting that is absent matches no row.

CREATE FUNCTION acting_organization() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('plumbline.organization_id', true), '')::uuid $$;
CREATE FUNCTION acting_user() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('plumbline.user_id', true), '')::uuid $$;
CREATE FUNCTION acting_rater() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('plumbline.rater_id', true), '')::uuid $$;
CREATE FUNCTION acting_invitation() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('plumbline.invitation_id', true), '')::uuid $$;
--> statement-breakpoint
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO plumbline_app, plumbline_identity, plumbline_rater,
  plumbline_operator, plumbline_publisher, plumbline_reader;
--> statement-breakpoint
-- Code tables are the same for everybody.
GRANT SELECT ON occupation, industry, region, region_county, reporting_region
  TO plumbline_app, plumbline_identity, plumbline_rater, plumbline_operator, plumbline_publisher,
  plumbline_reader;
GRANT INSERT, UPDATE, DELETE ON region, region_county, reporting_region TO plumbline_app;
ALTER TABLE region ENABLE ROW LEVEL SECURITY;
ALTER TABLE region FORCE ROW LEVEL SECURITY;
ALTER TABLE region_county ENABLE ROW LEVEL SECURITY;
ALTER TABLE region_county FORCE ROW LEVEL SECURITY;
ALTER TABLE reporting_region ENABLE ROW LEVEL SECURITY;
ALTER TABLE reporting_region FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON region FOR SELECT USING (true);
CREATE POLICY own ON region FOR ALL TO plumbline_app
  USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization() AND kind = 'set');
CREATE POLICY load ON region FOR ALL TO plumbline_owner USING (true) WITH CHECK (true);
CREATE POLICY read ON region_county FOR SELECT USING (true);
CREATE POLICY own ON region_county FOR ALL TO plumbline_app
  USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization());
CREATE POLICY read ON reporting_region FOR SELECT USING (true);
CREATE POLICY own ON reporting_region FOR ALL TO plumbline_app
  USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization());
--> statement-breakpoint
-- Identity: people, sessions, sign-in attempts, limits, and one's own memberships.
GRANT SELECT, INSERT, UPDATE, DELETE ON "user", session, sign_in_token, rate_limit TO plumbline_identity;
GRANT SELECT, INSERT, DELETE ON member TO plumbline_identity;
GRANT SELECT, UPDATE ON member_invitation TO plumbline_identity;
GRANT SELECT, INSERT ON organization TO plumbline_identity;
GRANT INSERT ON confirmation, audit_event TO plumbline_identity;
GRANT INSERT ON outbox TO plumbline_identity;
GRANT SELECT ("id", email, name) ON "user" TO plumbline_app, plumbline_operator;
ALTER TABLE "user" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "user" FORCE ROW LEVEL SECURITY;
CREATE POLICY sign_in ON "user" FOR ALL TO plumbline_identity USING (true) WITH CHECK (true);
CREATE POLICY register ON "user" FOR SELECT TO plumbline_operator USING (true);
-- Colleagues, and whoever acted in the organization and has left it since.
CREATE POLICY colleague ON "user" FOR SELECT TO plumbline_app USING (
  EXISTS (SELECT 1 FROM member m WHERE m.user_id = "user"."id" AND m.organization_id = acting_organization())
  OR EXISTS (SELECT 1 FROM audit_event a WHERE a.organization_id = acting_organization()
             AND a.actor_kind = 'user' AND a.actor_id = "user"."id"::text));
--> statement-breakpoint
-- Organizations: everybody may look one up, only its own members write it; what a confirmation
-- rests on (verification, domain, whose it is) changes through the operator door alone.
ALTER TABLE organization ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON organization TO plumbline_app;
GRANT UPDATE (name, website, county_id, industry_id, size_band) ON organization TO plumbline_app;
GRANT SELECT ON organization TO plumbline_rater, plumbline_publisher;
GRANT SELECT, UPDATE ON organization TO plumbline_operator;
GRANT INSERT, DELETE ON organization TO plumbline_operator;
GRANT SELECT ("id", kind, slug, name, website, verification, sample) ON organization TO plumbline_reader;
CREATE POLICY read ON organization FOR SELECT USING (true);
CREATE POLICY add_employer ON organization FOR INSERT TO plumbline_app
  WITH CHECK (kind = 'employer' AND verification = 'V0' AND created_by_organization_id = acting_organization());
CREATE POLICY own ON organization FOR UPDATE TO plumbline_app
  USING ("id" = acting_organization()) WITH CHECK ("id" = acting_organization());
CREATE POLICY found ON organization FOR INSERT TO plumbline_identity WITH CHECK (verification IN ('V0', 'V1'));
CREATE POLICY register ON organization FOR ALL TO plumbline_operator USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE member ENABLE ROW LEVEL SECURITY;
ALTER TABLE member FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON member TO plumbline_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON member TO plumbline_operator;
CREATE POLICY own ON member FOR ALL TO plumbline_app
  USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization());
CREATE POLICY self ON member FOR ALL TO plumbline_identity
  USING (user_id = acting_user()) WITH CHECK (user_id = acting_user());
CREATE POLICY register ON member FOR ALL TO plumbline_operator USING (true) WITH CHECK (true);
ALTER TABLE member_invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE member_invitation FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON member_invitation TO plumbline_app;
CREATE POLICY own ON member_invitation FOR ALL TO plumbline_app
  USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization());
CREATE POLICY redeem ON member_invitation FOR ALL TO plumbline_identity USING (true) WITH CHECK (true);
ALTER TABLE confirmation ENABLE ROW LEVEL SECURITY;
ALTER TABLE confirmation FORCE ROW LEVEL SECURITY;
GRANT SELECT ON confirmation TO plumbline_app;
GRANT SELECT, INSERT, DELETE ON confirmation TO plumbline_operator;
CREATE POLICY own ON confirmation FOR SELECT TO plumbline_app
  USING (organization_id = acting_organization() OR by_organization_id = acting_organization());
CREATE POLICY note ON confirmation FOR INSERT TO plumbline_identity WITH CHECK (level = 'V1');
CREATE POLICY register ON confirmation FOR ALL TO plumbline_operator USING (true) WITH CHECK (true);
--> statement-breakpoint
-- Audit: anyone may add, a tenant to its own; nobody may change or remove.
ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;
GRANT INSERT ON audit_event TO plumbline_app, plumbline_rater, plumbline_operator, plumbline_publisher;
GRANT SELECT ON audit_event TO plumbline_app, plumbline_operator;
CREATE POLICY append ON audit_event FOR INSERT
  TO plumbline_identity, plumbline_rater, plumbline_operator, plumbline_publisher WITH CHECK (true);
CREATE POLICY append_own ON audit_event FOR INSERT TO plumbline_app
  WITH CHECK (organization_id IS NULL OR organization_id = acting_organization());
CREATE POLICY own ON audit_event FOR SELECT TO plumbline_app USING (organization_id = acting_organization());
CREATE POLICY review ON audit_event FOR SELECT TO plumbline_operator USING (true);
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'audit events are append-only' USING ERRCODE = '42501'; END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
--> statement-breakpoint
-- Outbox: everyone with a door may leave work; publisher (releases) and operator (mail) take it.
GRANT INSERT ON outbox TO plumbline_app, plumbline_rater;
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO plumbline_publisher, plumbline_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON job_run TO plumbline_publisher, plumbline_operator;
--> statement-breakpoint
-- Catalogue: drafts are the owner's, published rows are everybody's.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['framework', 'framework_version', 'competency', 'competency_version',
    'external_identifier', 'competency_association', 'competency_closure',
    'credential', 'credential_version', 'credential_occupation', 'credential_competency'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO plumbline_app', name);
    EXECUTE format('GRANT SELECT ON %I TO plumbline_rater, plumbline_publisher, plumbline_reader', name);
    EXECUTE format('GRANT SELECT, DELETE ON %I TO plumbline_operator', name);
    EXECUTE format('CREATE POLICY own ON %I FOR ALL TO plumbline_app USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization())', name);
    EXECUTE format('CREATE POLICY serve ON %I FOR SELECT TO plumbline_rater, plumbline_publisher USING (true)', name);
    EXECUTE format('CREATE POLICY register ON %I FOR ALL TO plumbline_operator USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
CREATE POLICY published ON framework FOR SELECT TO plumbline_app, plumbline_reader USING (state <> 'draft');
CREATE POLICY published ON credential FOR SELECT TO plumbline_app, plumbline_reader USING (state <> 'draft');
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['framework_version', 'competency', 'external_identifier',
    'competency_association', 'competency_closure'] LOOP
    EXECUTE format('CREATE POLICY published ON %I FOR SELECT TO plumbline_app, plumbline_reader USING (EXISTS (SELECT 1 FROM framework f WHERE f.id = %I.framework_id AND f.state <> ''draft''))', name, name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['credential_version', 'credential_occupation', 'credential_competency'] LOOP
    EXECUTE format('CREATE POLICY published ON %I FOR SELECT TO plumbline_app, plumbline_reader USING (EXISTS (SELECT 1 FROM credential c WHERE c.id = %I.credential_id AND c.state <> ''draft''))', name, name);
  END LOOP;
END $$;
CREATE POLICY published ON competency_version FOR SELECT TO plumbline_app, plumbline_reader USING (
  EXISTS (SELECT 1 FROM competency k JOIN framework f ON f.id = k.framework_id
          WHERE k.id = competency_version.competency_id AND f.state <> 'draft'));
ALTER TABLE alignment ENABLE ROW LEVEL SECURITY;
ALTER TABLE alignment FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON alignment TO plumbline_app;
GRANT SELECT ("id", organization_id, from_competency_id, to_competency_id, state, kind, decided_at)
  ON alignment TO plumbline_reader;
CREATE POLICY own ON alignment FOR ALL TO plumbline_app
  USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization());
CREATE POLICY published ON alignment FOR SELECT TO plumbline_app USING (state = 'accepted');
CREATE POLICY decided ON alignment FOR SELECT TO plumbline_reader USING (true);
ALTER TABLE import ENABLE ROW LEVEL SECURITY;
ALTER TABLE import FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON import TO plumbline_app;
CREATE POLICY own ON import FOR ALL TO plumbline_app
  USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization());
--> statement-breakpoint
-- Cycles belong to the asker. A rater's link opens its own invitation and nothing else.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['rating_cycle', 'cycle_credential', 'cycle_competency', 'packet', 'rater_invitation'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO plumbline_app', name);
    EXECUTE format('GRANT SELECT ON %I TO plumbline_rater', name);
    EXECUTE format('GRANT SELECT ON %I TO plumbline_publisher', name);
    EXECUTE format('GRANT SELECT, DELETE ON %I TO plumbline_operator', name);
    EXECUTE format('CREATE POLICY own ON %I FOR ALL TO plumbline_app USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization())', name);
    EXECUTE format('CREATE POLICY publish ON %I FOR ALL TO plumbline_publisher USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY register ON %I FOR ALL TO plumbline_operator USING (true) WITH CHECK (true)', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['rating_cycle', 'cycle_credential', 'cycle_competency'] LOOP
    EXECUTE format('CREATE POLICY invited ON %I FOR SELECT TO plumbline_rater USING (EXISTS (SELECT 1 FROM rater_invitation i WHERE i.id = acting_invitation() AND i.cycle_id = %I.%I))', name, name, CASE name WHEN 'rating_cycle' THEN 'id' ELSE 'cycle_id' END);
  END LOOP;
END $$;
GRANT UPDATE ON rating_cycle, rater_invitation TO plumbline_publisher;
GRANT UPDATE (delivery) ON rater_invitation TO plumbline_rater;
CREATE POLICY invited ON rater_invitation FOR ALL TO plumbline_rater
  USING ("id" = acting_invitation()) WITH CHECK ("id" = acting_invitation());
CREATE POLICY invited ON packet FOR SELECT TO plumbline_rater USING (
  EXISTS (SELECT 1 FROM rater_invitation i
          WHERE i.id = acting_invitation() AND i.cycle_id = packet.cycle_id AND i.employer_id = packet.employer_id));
-- Links, sessions, codes and progress: the rater's own door only. The publisher mints the links
-- and codes a mail carries and notes what was sent, but no session; the asker may revoke links.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['rater_progress', 'rater_link', 'rater_session', 'rater_code'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO plumbline_rater', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['rater_progress', 'rater_link', 'rater_code'] LOOP
    EXECUTE format('CREATE POLICY publish ON %I FOR ALL TO plumbline_publisher USING (true) WITH CHECK (true)', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['rater_progress', 'rater_code'] LOOP
    EXECUTE format('CREATE POLICY invited ON %I FOR ALL TO plumbline_rater USING (invitation_id = acting_invitation()) WITH CHECK (invitation_id = acting_invitation())', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON rater_progress TO plumbline_publisher;
GRANT SELECT, INSERT, UPDATE (expires_at) ON rater_link TO plumbline_publisher;
GRANT SELECT, UPDATE (code_hash) ON rater_code TO plumbline_publisher;
-- A link or session is found by its hash before it is known whose it is.
CREATE POLICY invited ON rater_link FOR SELECT TO plumbline_rater USING (
  invitation_id = acting_invitation()
  OR token_hash = nullif(current_setting('plumbline.token_hash', true), ''));
CREATE POLICY invited ON rater_session FOR ALL TO plumbline_rater USING (
  invitation_id = acting_invitation()
  OR token_hash = nullif(current_setting('plumbline.token_hash', true), ''))
  WITH CHECK (invitation_id = acting_invitation());
GRANT UPDATE (revoked_at) ON rater_link TO plumbline_app;
GRANT SELECT (invitation_id, revoked_at) ON rater_link TO plumbline_app;
CREATE POLICY own_update ON rater_link FOR UPDATE TO plumbline_app USING (
  EXISTS (SELECT 1 FROM rater_invitation i WHERE i.id = rater_link.invitation_id AND i.organization_id = acting_organization()));
CREATE POLICY own_read ON rater_link FOR SELECT TO plumbline_app USING (
  EXISTS (SELECT 1 FROM rater_invitation i WHERE i.id = rater_link.invitation_id AND i.organization_id = acting_organization()));
ALTER TABLE draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE draft FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON draft TO plumbline_rater;
CREATE POLICY own ON draft FOR ALL TO plumbline_rater
  USING (rater_id = acting_rater()) WITH CHECK (rater_id = acting_rater());
-- What has run out is swept by the operator's door, which can neither read these rows nor choose
-- among them: an unqualified DELETE takes just what a policy lets go.
GRANT DELETE ON rater_session, rater_code, rater_link, draft TO plumbline_operator;
CREATE POLICY sweep ON rater_session FOR DELETE TO plumbline_operator USING (expires_at < now());
CREATE POLICY sweep ON rater_code FOR DELETE TO plumbline_operator USING (expires_at < now());
CREATE POLICY sweep ON rater_link FOR DELETE TO plumbline_operator
  USING (expires_at < now() - interval '30 days');
CREATE POLICY sweep ON draft FOR DELETE TO plumbline_operator USING (
  EXISTS (SELECT 1 FROM packet p JOIN rating_cycle c ON c.id = p.cycle_id
          WHERE p.id = draft.packet_id AND c.closed_at < now() - interval '30 days'));
GRANT SELECT, INSERT ON unsubscribe TO plumbline_rater, plumbline_publisher, plumbline_app;
--> statement-breakpoint
-- Subjects and question lists are facts without an owner.
GRANT SELECT, INSERT ON subject, question_list TO plumbline_app, plumbline_rater;
GRANT SELECT ON subject, question_list TO plumbline_publisher, plumbline_operator;
GRANT SELECT ON subject TO plumbline_reader;
--> statement-breakpoint
-- The ledger. Only the rater reads its levels; the publisher reads all of them for releases.
ALTER TABLE rater ENABLE ROW LEVEL SECURITY;
ALTER TABLE rater FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (user_id) ON rater TO plumbline_app;
GRANT SELECT, DELETE ON rater TO plumbline_rater;
GRANT SELECT ON rater TO plumbline_publisher;
CREATE POLICY own ON rater FOR SELECT TO plumbline_app
  USING (organization_id = acting_organization()
         OR EXISTS (SELECT 1 FROM rater_invitation i WHERE i.rater_id = rater.id AND i.organization_id = acting_organization()));
-- Whoever asks adds a rater of another employer, but ties nobody's account to it.
CREATE POLICY add ON rater FOR INSERT TO plumbline_app
  WITH CHECK (organization_id = acting_organization() OR user_id IS NULL);
CREATE POLICY tie ON rater FOR UPDATE TO plumbline_app
  USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization());
CREATE POLICY self ON rater FOR ALL TO plumbline_rater
  USING ("id" = acting_rater() OR EXISTS (SELECT 1 FROM rater_invitation i WHERE i.id = acting_invitation() AND i.rater_id = rater.id))
  WITH CHECK ("id" = acting_rater());
CREATE POLICY publish ON rater FOR SELECT TO plumbline_publisher USING (true);
ALTER TABLE accepted_address ENABLE ROW LEVEL SECURITY;
ALTER TABLE accepted_address FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON accepted_address TO plumbline_operator;
GRANT SELECT ON accepted_address TO plumbline_rater, plumbline_publisher;
CREATE POLICY register ON accepted_address FOR ALL TO plumbline_operator USING (true) WITH CHECK (true);
CREATE POLICY invited ON accepted_address FOR SELECT TO plumbline_rater USING (
  EXISTS (SELECT 1 FROM rater_invitation i WHERE i.id = acting_invitation() AND i.employer_id = accepted_address.organization_id));
CREATE POLICY publish ON accepted_address FOR SELECT TO plumbline_publisher USING (true);
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['requirement_statement', 'rating'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON %I TO plumbline_rater', name);
    EXECUTE format('GRANT SELECT ON %I TO plumbline_publisher', name);
    EXECUTE format('GRANT UPDATE (held_until, region_id, sector) ON %I TO plumbline_publisher', name);
    EXECUTE format('GRANT DELETE ON %I TO plumbline_publisher', name);
    EXECUTE format('GRANT SELECT (subject_id, id, organization_id, rater_id, cycle_id, submitted_at) ON %I TO plumbline_app', name);
    EXECUTE format('CREATE POLICY own ON %I FOR ALL TO plumbline_rater USING (rater_id = acting_rater()) WITH CHECK (rater_id = acting_rater())', name);
    EXECUTE format('CREATE POLICY sent ON %I FOR SELECT TO plumbline_app USING (organization_id = acting_organization())', name);
    EXECUTE format('CREATE POLICY publish ON %I FOR ALL TO plumbline_publisher USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
GRANT SELECT (requirement_id) ON requirement_statement TO plumbline_app;
ALTER TABLE requirement ENABLE ROW LEVEL SECURITY;
ALTER TABLE requirement FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON requirement TO plumbline_app;
GRANT SELECT, DELETE ON requirement TO plumbline_operator;
GRANT SELECT ON requirement TO plumbline_rater;
CREATE POLICY own ON requirement FOR ALL TO plumbline_app
  USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization());
CREATE POLICY rater ON requirement FOR SELECT TO plumbline_rater USING (organization_id = acting_organization());
CREATE POLICY register ON requirement FOR ALL TO plumbline_operator USING (true) WITH CHECK (true);
ALTER TABLE own_words ENABLE ROW LEVEL SECURITY;
ALTER TABLE own_words FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON own_words TO plumbline_rater;
GRANT SELECT ("id", text, offered, adopted_competency_id, created_at), UPDATE (adopted_competency_id) ON own_words TO plumbline_app;
CREATE POLICY own ON own_words FOR ALL TO plumbline_rater
  USING (rater_id = acting_rater()) WITH CHECK (rater_id = acting_rater());
CREATE POLICY offered ON own_words FOR SELECT TO plumbline_app USING (offered);
CREATE POLICY adopt ON own_words FOR UPDATE TO plumbline_app
  USING (offered AND adopted_competency_id IS NULL
         AND EXISTS (SELECT 1 FROM organization o WHERE o.id = acting_organization() AND o.kind <> 'employer'))
  WITH CHECK (offered);
--> statement-breakpoint
-- Releases: the publisher writes; everyone else reads published rows only.
GRANT SELECT, INSERT, UPDATE, DELETE ON cohort, cohort_member, pending_vote, subject_progress
  TO plumbline_publisher;
-- What was published stands: a release is finished once, a cohort version only ever hidden.
GRANT SELECT, INSERT, DELETE ON release, cohort_version, release_reference TO plumbline_publisher;
GRANT UPDATE (finished_at, public_at, digest, problems, subjects, versions) ON release TO plumbline_publisher;
GRANT UPDATE (hidden) ON cohort_version TO plumbline_publisher;
GRANT SELECT ON release, cohort_version, release_reference TO plumbline_reader, plumbline_operator;
GRANT SELECT (no, quarter, method_version, started_at, finished_at, public_at) ON release TO plumbline_app, plumbline_rater;
GRANT SELECT ON subject_progress TO plumbline_app;
GRANT SELECT, DELETE ON subject TO plumbline_operator;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['cohort', 'cohort_member', 'pending_vote'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY publish ON %I FOR ALL TO plumbline_publisher USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
ALTER TABLE cohort_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE cohort_version FORCE ROW LEVEL SECURITY;
CREATE POLICY publish ON cohort_version FOR ALL TO plumbline_publisher USING (true) WITH CHECK (true);
CREATE POLICY published ON cohort_version FOR SELECT TO plumbline_reader, plumbline_operator USING (NOT hidden);
-- How many answers were renewed is told to whoever asks about that credential (METHOD R13).
ALTER TABLE subject_progress ENABLE ROW LEVEL SECURITY;
ALTER TABLE subject_progress FORCE ROW LEVEL SECURITY;
CREATE POLICY publish ON subject_progress FOR ALL TO plumbline_publisher USING (true) WITH CHECK (true);
CREATE POLICY asked ON subject_progress FOR SELECT TO plumbline_app USING (
  EXISTS (SELECT 1 FROM subject s JOIN cycle_credential c ON c.credential_id = s.credential_id
          WHERE s.id = subject_progress.subject_id AND c.organization_id = acting_organization()));
