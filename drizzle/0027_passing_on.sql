-- A rater says that somebody else at its employer knows this better. Who answers then stands in a table of its own that
-- the asker reads nothing of: its row of the invitation stays as it was typed, and moves by nothing that follows.
CREATE TABLE passed_invitation (
  invitation_id uuid PRIMARY KEY REFERENCES rater_invitation (id) ON DELETE CASCADE,
  rater_id uuid NOT NULL REFERENCES rater (id),
  -- Null of somebody without an address, who got a printed code; and once it is forgotten.
  email text,
  printed boolean NOT NULL,
  times smallint NOT NULL CHECK (times BETWEEN 1 AND 2),
  CHECK (NOT printed OR email IS NULL)
);
CREATE INDEX passed_invitation_rater ON passed_invitation (rater_id);
CREATE INDEX passed_invitation_email ON passed_invitation (email);
ALTER TABLE passed_invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE passed_invitation FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (rater_id, email, printed, times) ON passed_invitation TO plumbline_rater;
CREATE POLICY invited ON passed_invitation FOR ALL TO plumbline_rater
  USING (invitation_id = acting_invitation()) WITH CHECK (invitation_id = acting_invitation());
GRANT SELECT ON passed_invitation TO plumbline_courier;
CREATE POLICY carry ON passed_invitation FOR SELECT TO plumbline_courier USING (true);
-- What is kept of an address goes once its links are gone; an unqualified update takes just that.
GRANT UPDATE (email) ON passed_invitation TO plumbline_operator;
CREATE POLICY sweep ON passed_invitation FOR UPDATE TO plumbline_operator USING (
  email IS NOT NULL AND EXISTS (SELECT 1 FROM rater_invitation i JOIN rating_cycle c ON c.id = i.cycle_id
          WHERE i.id = passed_invitation.invitation_id AND c.closed_at < now() - interval '120 days'))
  WITH CHECK (email IS NULL);
--> statement-breakpoint
-- One step at a time, before anything was ever sent, while the cycle is open, to the very domain that was invited.
CREATE FUNCTION guard_passing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.times = OLD.times AND NEW.rater_id = OLD.rater_id AND NEW.printed = OLD.printed AND NEW.email IS NULL THEN
      RETURN NEW;
    END IF;
  END IF;
  IF NEW.times <> (CASE WHEN TG_OP = 'UPDATE' THEN OLD.times ELSE 0 END) + 1
     OR EXISTS (SELECT 1 FROM rater_progress p WHERE p.invitation_id = NEW.invitation_id
                AND (p.submitted_at IS NOT NULL OR p.withdrawn_at IS NOT NULL))
     OR NOT EXISTS (SELECT 1 FROM rater_invitation i JOIN rating_cycle c ON c.id = i.cycle_id
                    WHERE i.id = NEW.invitation_id AND i.delivery <> 'revoked' AND c.state = 'open' AND c.closes_at > now()
                      AND (NEW.email IS NULL OR split_part(NEW.email, '@', 2) = lower(split_part(i.email, '@', 2)))) THEN
    RAISE EXCEPTION 'this invitation cannot be passed on like that' USING ERRCODE = '23514', CONSTRAINT = 'passed_invitation_guard';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER passed_invitation_guard BEFORE INSERT OR UPDATE ON passed_invitation
  FOR EACH ROW EXECUTE FUNCTION guard_passing();
-- That something was sent stays known, so that nobody passes on afterwards.
CREATE POLICY keep_sent ON rater_progress AS RESTRICTIVE FOR DELETE TO plumbline_rater
  USING (submitted_at IS NULL AND withdrawn_at IS NULL);
-- The colleague is a rater of the same employer, tied to nobody's account.
GRANT INSERT ON rater TO plumbline_rater;
CREATE POLICY colleague ON rater FOR INSERT TO plumbline_rater WITH CHECK (
  user_id IS NULL AND EXISTS (SELECT 1 FROM rater_invitation i
                              WHERE i.id = acting_invitation() AND i.employer_id = rater.organization_id));
--> statement-breakpoint
-- A link belongs to one of those an invitation went to, by number: the first of all is 0. That an invitation was taken
-- back stands in it, so the asker neither writes links nor reads how many were minted. A mailed one keeps the hash of where
-- it went, so that it stops mail there after it was passed on too; a printed one has none.
ALTER TABLE rater_link ADD COLUMN passes smallint NOT NULL DEFAULT 0;
ALTER TABLE rater_link ADD COLUMN address_hash text;
CREATE POLICY print ON rater_link FOR INSERT TO plumbline_rater WITH CHECK (
  address_hash IS NULL AND EXISTS (SELECT 1 FROM passed_invitation p
          WHERE p.invitation_id = acting_invitation() AND p.invitation_id = rater_link.invitation_id
            AND p.printed AND p.times = rater_link.passes));
DROP POLICY own_update ON rater_link;
DROP POLICY own_read ON rater_link;
REVOKE ALL ON rater_link FROM plumbline_app;
ALTER TABLE rater_link NO FORCE ROW LEVEL SECURITY;
ALTER TABLE rater_invitation NO FORCE ROW LEVEL SECURITY;
UPDATE rater_invitation SET delivery = 'revoked' WHERE delivery <> 'revoked'
  AND id IN (SELECT invitation_id FROM rater_link WHERE revoked_at IS NOT NULL);
ALTER TABLE rater_link FORCE ROW LEVEL SECURITY;
ALTER TABLE rater_invitation FORCE ROW LEVEL SECURITY;
ALTER TABLE rater_link DROP COLUMN revoked_at;
--> statement-breakpoint
-- A mail to who it was passed on to goes in the asker's name and counts against its week, in rows that the asker does not
-- see: neither what is left of its week nor what it may send moves by one.
ALTER TABLE sender_mail ADD COLUMN passed boolean NOT NULL DEFAULT false;
ALTER POLICY own ON sender_mail USING (organization_id = acting_organization() AND NOT passed);
ALTER POLICY shared ON sender_mail USING (NOT passed AND organization_id IN (
  SELECT other.id FROM organization o JOIN organization other ON other.founded_by = o.founded_by
  WHERE o.id = acting_organization()));
ALTER POLICY count ON sender_mail WITH CHECK (organization_id = acting_organization() AND NOT passed);
ALTER POLICY register ON sender_mail USING (NOT passed);
GRANT SELECT, INSERT ON sender_mail TO plumbline_rater;
CREATE POLICY asked ON sender_mail FOR SELECT TO plumbline_rater USING (EXISTS (
  SELECT 1 FROM rater_invitation i JOIN organization o ON o.id = i.organization_id
  WHERE i.id = acting_invitation() AND (sender_mail.organization_id = o.id
    OR sender_mail.organization_id IN (SELECT other.id FROM organization other WHERE other.founded_by = o.founded_by))));
CREATE POLICY count_passed ON sender_mail FOR INSERT TO plumbline_rater WITH CHECK (passed AND EXISTS (
  SELECT 1 FROM rater_invitation i WHERE i.id = acting_invitation() AND i.organization_id = sender_mail.organization_id));
CREATE OR REPLACE FUNCTION address_mail() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  address text := NEW.payload ->> 'to';
  template text := NEW.payload ->> 'template';
BEGIN
  IF NEW.payload ? 'senderId' THEN
    NEW.sender_id := (NEW.payload ->> 'senderId')::uuid;
  ELSIF template = 'member-invitation' THEN
    NEW.sender_id := acting_organization();
  ELSIF address IS NULL AND NEW.payload ? 'invitationId' THEN
    SELECT i.email, CASE WHEN template IN ('rater-invitation', 'rater-follow-up', 'rater-passed') THEN i.organization_id END
    INTO address, NEW.sender_id FROM rater_invitation i WHERE i.id = (NEW.payload ->> 'invitationId')::uuid;
  END IF;
  NEW.destination := lower(split_part(address, '@', 2));
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION count_mail() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE each record;
BEGIN
  FOR each IN SELECT sender_id, payload ->> 'template' = 'rater-passed' AS passed, count(*) AS mails
              FROM added JOIN organization o ON o.id = sender_id
              WHERE payload ->> 'template' <> 'rater-follow-up' AND NOT payload ? 'senderId'
              GROUP BY sender_id, o.founded_by, o.id, passed ORDER BY coalesce(o.founded_by, o.id), o.id LOOP
    PERFORM lock_sender(each.sender_id);
    IF mails_left(each.sender_id) < each.mails THEN
      RAISE EXCEPTION 'this sender has no mails left this week' USING ERRCODE = '23514', CONSTRAINT = 'sender_mail_week';
    END IF;
    INSERT INTO sender_mail (organization_id, mails, passed) VALUES (each.sender_id, each.mails, each.passed);
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- What raters of a cycle miss stands with an employer's own words, of a packet instead of a requirement. Until its cycle
-- has closed nobody but its writer reads a line, reviewed or not.
ALTER TABLE own_words ALTER COLUMN requirement_id DROP NOT NULL;
ALTER TABLE own_words ADD COLUMN packet_id uuid REFERENCES packet (id) ON DELETE CASCADE;
ALTER TABLE own_words ADD COLUMN cycle_id uuid REFERENCES rating_cycle (id) ON DELETE CASCADE;
ALTER TABLE own_words ADD CONSTRAINT own_words_of CHECK (
  (requirement_id IS NULL) = (packet_id IS NOT NULL) AND (packet_id IS NULL) = (cycle_id IS NULL));
CREATE UNIQUE INDEX own_words_packet ON own_words (rater_id, packet_id);
CREATE INDEX own_words_cycle ON own_words (cycle_id);
ALTER POLICY write ON own_words WITH CHECK (
  rater_id = acting_rater() AND review IS NULL AND reviewed_text IS NULL
  AND (cycle_id IS NULL OR EXISTS (
    SELECT 1 FROM packet p JOIN rating_cycle c ON c.id = p.cycle_id
    WHERE p.id = own_words.packet_id AND c.id = own_words.cycle_id AND c.state = 'open'
      AND p.employer_id = own_words.organization_id AND c.occupation_id = own_words.occupation_id)));
ALTER POLICY waiting ON own_words USING (offered AND review IS NULL AND CASE
  WHEN cycle_id IS NULL THEN created_at < date_trunc('day', now(), 'UTC')
  ELSE EXISTS (SELECT 1 FROM rating_cycle c WHERE c.id = own_words.cycle_id AND c.state = 'closed'
               AND c.closed_at < date_trunc('day', now(), 'UTC')) END);
GRANT SELECT (cycle_id) ON own_words TO plumbline_publisher;
ALTER POLICY review ON own_words USING (offered AND (cycle_id IS NULL OR EXISTS (
  SELECT 1 FROM rating_cycle c WHERE c.id = own_words.cycle_id AND c.state = 'closed')));
ALTER POLICY show ON own_words USING (offered AND (cycle_id IS NULL OR EXISTS (
  SELECT 1 FROM rating_cycle c WHERE c.id = own_words.cycle_id AND c.state = 'closed'))) WITH CHECK (offered);
