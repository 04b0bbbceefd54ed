-- Mail leaves in lanes: 0 what a known person or a rater waits for, 1 sign-in of addresses nobody knows yet, 2 the rest;
-- what stands in 3 never leaves.
-- `destination` is the domain it goes to, filled in by the database, so that no way of leaving mail can miss it: one slow
-- domain holds only its own mail. `leased_until` says that a process is sending it now.
ALTER TABLE outbox ADD COLUMN lane smallint NOT NULL DEFAULT 2 CHECK (lane BETWEEN 0 AND 3);
ALTER TABLE outbox ADD COLUMN destination text;
ALTER TABLE outbox ADD COLUMN leased_until timestamptz;
CREATE INDEX outbox_mail_due ON outbox (lane, available_at, subject_id, id) WHERE kind = 'mail';
CREATE INDEX outbox_leased ON outbox (destination) WHERE leased_until IS NOT NULL;
CREATE FUNCTION address_mail() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE address text := NEW.payload ->> 'to';
BEGIN
  IF address IS NULL THEN
    SELECT i.email INTO address FROM rater_invitation i WHERE i.id = (NEW.payload ->> 'invitationId')::uuid;
  END IF;
  NEW.destination := lower(split_part(address, '@', 2));
  RETURN NEW;
END $$;
CREATE TRIGGER outbox_address BEFORE INSERT ON outbox
  FOR EACH ROW WHEN (NEW.kind = 'mail') EXECUTE FUNCTION address_mail();
-- Whether an address was invited to join is asked at each sign-in.
CREATE INDEX member_invitation_email ON member_invitation (email);
--> statement-breakpoint
-- A mailed code works only in the browser that asked for it: the hash of a secret that browser keeps. Codes that are on
-- their way while this runs have none, and work nowhere; their links do.
ALTER TABLE sign_in_token ADD COLUMN browser_hash text NOT NULL DEFAULT '';
ALTER TABLE rater_code ADD COLUMN browser_hash text NOT NULL DEFAULT '';
--> statement-breakpoint
-- Who may send mail that names it. A name that shouts, carries an address or claims to be the operator waits for the
-- operator; a sender that was stopped waits too. Mail of a sender that is held does not leave.
CREATE TABLE sender_hold (
  organization_id uuid NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
  reason text NOT NULL CHECK (reason IN ('name', 'stopped')),
  name text NOT NULL,
  since timestamptz NOT NULL DEFAULT now(),
  verdict text CHECK (verdict IN ('accepted', 'refused')),
  by_user_id uuid,
  decided_at timestamptz,
  PRIMARY KEY (organization_id, reason),
  CHECK (reason = 'name' OR verdict IS NULL)
);
ALTER TABLE sender_hold ENABLE ROW LEVEL SECURITY;
ALTER TABLE sender_hold FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE, UPDATE (name, since, verdict, by_user_id, decided_at) ON sender_hold TO plumbline_app;
GRANT INSERT ON sender_hold TO plumbline_identity;
GRANT SELECT ON sender_hold TO plumbline_publisher;
GRANT SELECT, INSERT, UPDATE, DELETE ON sender_hold TO plumbline_operator;
CREATE POLICY own ON sender_hold FOR SELECT TO plumbline_app USING (organization_id = acting_organization());
-- Nobody lets their own name through, and nobody ends a stop of their own.
CREATE POLICY wait ON sender_hold FOR INSERT TO plumbline_app
  WITH CHECK (organization_id = acting_organization() AND reason = 'name' AND verdict IS NULL);
CREATE POLICY rename ON sender_hold FOR UPDATE TO plumbline_app
  USING (organization_id = acting_organization() AND reason = 'name')
  WITH CHECK (organization_id = acting_organization() AND reason = 'name' AND verdict IS NULL);
CREATE POLICY better ON sender_hold FOR DELETE TO plumbline_app
  USING (organization_id = acting_organization() AND reason = 'name');
CREATE POLICY found ON sender_hold FOR INSERT TO plumbline_identity WITH CHECK (reason = 'name' AND verdict IS NULL);
CREATE POLICY publish ON sender_hold FOR SELECT TO plumbline_publisher USING (true);
CREATE POLICY register ON sender_hold FOR ALL TO plumbline_operator USING (true) WITH CHECK (true);
-- Mails each sender left in the last days: a budget of mails, whoever leaves them and however many at once.
CREATE TABLE sender_mail (
  organization_id uuid NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
  at timestamptz NOT NULL DEFAULT now(),
  mails integer NOT NULL CHECK (mails > 0)
);
CREATE INDEX sender_mail_week ON sender_mail (organization_id, at);
ALTER TABLE sender_mail ENABLE ROW LEVEL SECURITY;
ALTER TABLE sender_mail FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON sender_mail TO plumbline_app, plumbline_publisher, plumbline_operator;
GRANT DELETE ON sender_mail TO plumbline_operator;
CREATE POLICY own ON sender_mail FOR SELECT TO plumbline_app USING (organization_id = acting_organization());
-- Who founded or claimed an organization: whatever one person founds shares one budget until it is confirmed.
ALTER TABLE organization ADD COLUMN founded_by uuid;
CREATE INDEX organization_founder ON organization (founded_by);
ALTER POLICY found ON organization WITH CHECK (verification IN ('V0', 'V1') AND founded_by = acting_user());
ALTER POLICY add_employer ON organization WITH CHECK (
  kind = 'employer' AND verification = 'V0' AND created_by_organization_id = acting_organization()
  AND founded_by IS NULL);
CREATE POLICY shared ON sender_mail FOR SELECT TO plumbline_app USING (organization_id IN (
  SELECT other.id FROM organization o JOIN organization other ON other.founded_by = o.founded_by
  WHERE o.id = acting_organization()));
ALTER TABLE organization NO FORCE ROW LEVEL SECURITY;
ALTER TABLE member NO FORCE ROW LEVEL SECURITY;
UPDATE organization o SET founded_by = (
  SELECT m.user_id FROM member m WHERE m.organization_id = o.id AND m.role = 'owner'
  ORDER BY m.created_at, m.user_id LIMIT 1)
WHERE claimed_at IS NOT NULL;
ALTER TABLE organization FORCE ROW LEVEL SECURITY;
ALTER TABLE member FORCE ROW LEVEL SECURITY;
CREATE POLICY count ON sender_mail FOR INSERT TO plumbline_app WITH CHECK (organization_id = acting_organization());
CREATE POLICY publish ON sender_mail FOR SELECT TO plumbline_publisher USING (true);
CREATE POLICY count_all ON sender_mail FOR INSERT TO plumbline_publisher, plumbline_operator WITH CHECK (true);
CREATE POLICY register ON sender_mail FOR SELECT TO plumbline_operator USING (true);
CREATE POLICY forget ON sender_mail FOR DELETE TO plumbline_operator USING (at < now() - interval '8 days');
--> statement-breakpoint
-- The same numbers as weeklyMails in server/domain/limits.ts, which a test holds against these.
CREATE FUNCTION mails_left(sender uuid) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT (CASE WHEN o.verification = 'V2' THEN 10000 ELSE 30 END
          - coalesce((SELECT sum(m.mails) FROM sender_mail m
                      JOIN organization other ON other.id = m.organization_id
                      WHERE m.at > now() - interval '7 days'
                        AND (other.id = o.id OR (o.verification <> 'V2' AND other.verification <> 'V2'
                                                 AND other.founded_by = o.founded_by))), 0))::integer
  FROM organization o WHERE o.id = sender $$;
-- Nobody else leaves mail on the same budget until the transaction ends.
CREATE FUNCTION lock_sender(sender uuid) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('sender:' || coalesce(o.founded_by, o.id), 0))
  FROM organization o WHERE o.id = sender $$;
ALTER TABLE outbox ADD COLUMN sender_id uuid;
-- In whose name a mail goes; what a rater asked for itself goes in nobody's.
CREATE OR REPLACE FUNCTION address_mail() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  address text := NEW.payload ->> 'to';
  template text := NEW.payload ->> 'template';
BEGIN
  IF template = 'member-invitation' THEN
    NEW.sender_id := acting_organization();
  ELSIF address IS NULL AND NEW.payload ? 'invitationId' THEN
    SELECT i.email, CASE WHEN template IN ('rater-invitation', 'rater-follow-up') THEN i.organization_id END
    INTO address, NEW.sender_id FROM rater_invitation i WHERE i.id = (NEW.payload ->> 'invitationId')::uuid;
  END IF;
  NEW.destination := lower(split_part(address, '@', 2));
  RETURN NEW;
END $$;
-- Follow-ups are not counted: each address has two at most, and all that were reached get the same.
CREATE FUNCTION count_mail() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE each record;
BEGIN
  FOR each IN SELECT sender_id, count(*) AS mails FROM added JOIN organization o ON o.id = sender_id
              WHERE payload ->> 'template' <> 'rater-follow-up'
              GROUP BY sender_id, o.founded_by, o.id ORDER BY coalesce(o.founded_by, o.id), o.id LOOP
    PERFORM lock_sender(each.sender_id);
    IF mails_left(each.sender_id) < each.mails THEN
      RAISE EXCEPTION 'this sender has no mails left this week' USING ERRCODE = '23514', CONSTRAINT = 'sender_mail_week';
    END IF;
    INSERT INTO sender_mail (organization_id, mails) VALUES (each.sender_id, each.mails);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_count AFTER INSERT ON outbox
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_mail();
-- Whose name the operator saw and confirmed may go on.
ALTER TABLE organization NO FORCE ROW LEVEL SECURITY;
ALTER TABLE sender_hold NO FORCE ROW LEVEL SECURITY;
INSERT INTO sender_hold (organization_id, reason, name, verdict, decided_at)
SELECT id, 'name', name, 'accepted', now() FROM organization WHERE verification = 'V2' AND merged_into_id IS NULL;
ALTER TABLE organization FORCE ROW LEVEL SECURITY;
ALTER TABLE sender_hold FORCE ROW LEVEL SECURITY;
-- Names that were founded before there was a rule, looked at more roughly than the rule does.
ALTER TABLE organization NO FORCE ROW LEVEL SECURITY;
ALTER TABLE sender_hold NO FORCE ROW LEVEL SECURITY;
INSERT INTO sender_hold (organization_id, reason, name)
SELECT id, 'name', name FROM organization
WHERE verification <> 'V2' AND merged_into_id IS NULL AND claimed_at IS NOT NULL
  AND (length(name) > 80 OR name ~ '[A-Z]{6,}' OR name ~ '[@:!?$*#%|]' OR name ~ '[[:alnum:]]{2,}\.[[:alpha:]]{2,}'
       OR name ~* 'plumbline|mailbox|password|urgent|admin|account|verif|login|security');
ALTER TABLE organization FORCE ROW LEVEL SECURITY;
ALTER TABLE sender_hold FORCE ROW LEVEL SECURITY;
