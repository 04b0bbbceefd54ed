-- What mail and requests need of whom was asked: invitations, links and codes. The courier reads no answer and no level,
-- so that the publisher, which reads all of them, is opened by nothing but releases and the look before them.
GRANT USAGE ON SCHEMA public TO plumbline_courier;
GRANT SELECT ON occupation, question_list, rating_cycle, packet, rater_invitation, unsubscribe
  TO plumbline_courier;
-- `founded_by` is what count_mail() groups senders by, whatever mail is left.
GRANT SELECT ("id", name, slug, verification, founded_by) ON organization TO plumbline_courier;
GRANT SELECT ("id", current_version_id) ON credential TO plumbline_courier;
GRANT SELECT ("id", name) ON credential_version TO plumbline_courier;
GRANT SELECT ("id", organization_id, address_hash) ON rater TO plumbline_courier;
GRANT SELECT (organization_id, address_hash) ON accepted_address TO plumbline_courier;
GRANT UPDATE (delivery, sent_at) ON rater_invitation TO plumbline_courier;
GRANT SELECT, INSERT, UPDATE ON rater_progress TO plumbline_courier;
-- Links that live on with their cycle are found by their invitation; a code is made anew while it waits.
GRANT SELECT (invitation_id, expires_at), INSERT, UPDATE (expires_at) ON rater_link TO plumbline_courier;
GRANT SELECT (invitation_id, expires_at), UPDATE (code_hash) ON rater_code TO plumbline_courier;
-- Closing a cycle on its day tells the next release of the subjects it was about.
GRANT UPDATE (state, closed_at) ON rating_cycle TO plumbline_courier;
GRANT SELECT (cycle_id, subject_id) ON cycle_credential TO plumbline_courier;
-- Follow-ups are counted where the asker may read it, and go to nobody that stopped them.
GRANT UPDATE (follow_ups_sent) ON rater_invitation TO plumbline_courier;
GRANT SELECT ON rater_stop TO plumbline_courier;
GRANT INSERT ON outbox, audit_event TO plumbline_courier;
GRANT SELECT, INSERT, UPDATE ON job_run TO plumbline_courier;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['credential', 'credential_version', 'rating_cycle', 'cycle_credential', 'packet', 'rater',
    'rater_stop', 'accepted_address'] LOOP
    EXECUTE format('CREATE POLICY carry ON %I FOR SELECT TO plumbline_courier USING (true)', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['rater_invitation', 'rater_progress', 'rater_link', 'rater_code'] LOOP
    EXECUTE format('CREATE POLICY carry ON %I FOR ALL TO plumbline_courier USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
CREATE POLICY close ON rating_cycle FOR UPDATE TO plumbline_courier USING (state = 'open') WITH CHECK (state = 'closed');
CREATE POLICY append_carried ON audit_event FOR INSERT TO plumbline_courier WITH CHECK (true);
--> statement-breakpoint
-- Changes of maps are forgotten by the door that computes what is kept of them.
REVOKE ALL ON map_change FROM plumbline_publisher;
GRANT SELECT (at), DELETE ON map_change TO plumbline_indexer;
ALTER POLICY forget ON map_change TO plumbline_indexer;
--> statement-breakpoint
-- The publisher keeps what releases and integrity need.
REVOKE ALL ON packet, cycle_credential, cycle_competency, rater_link, rater_code, rater_stop, unsubscribe, sender_hold,
  sender_mail, framework_version, competency_version, external_identifier, competency_association, competency_closure,
  credential_version, credential_occupation, credential_competency, occupation, region_county FROM plumbline_publisher;
REVOKE ALL ON rater_progress, rater_invitation FROM plumbline_publisher;
GRANT SELECT (invitation_id, submitted_at) ON rater_progress TO plumbline_publisher;
GRANT SELECT ("id", cycle_id, employer_id, email, delivery, sent_at) ON rater_invitation TO plumbline_publisher;
REVOKE UPDATE ON rating_cycle FROM plumbline_publisher;
GRANT UPDATE (counted_at) ON rating_cycle TO plumbline_publisher;
DROP POLICY publish ON packet;
DROP POLICY publish ON cycle_credential;
DROP POLICY publish ON cycle_competency;
DROP POLICY publish ON rater_link;
DROP POLICY publish ON rater_code;
DROP POLICY mail ON rater_stop;
DROP POLICY publish ON sender_hold;
DROP POLICY publish ON sender_mail;
ALTER POLICY count_all ON sender_mail TO plumbline_operator;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['framework_version', 'competency_version', 'external_identifier', 'competency_association',
    'competency_closure', 'credential_version', 'credential_occupation', 'credential_competency'] LOOP
    EXECUTE format('ALTER POLICY serve ON %I TO plumbline_rater', name);
  END LOOP;
END $$;
