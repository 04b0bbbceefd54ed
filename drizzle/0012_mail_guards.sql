-- Mail leaves in lanes: 0 what a known person or a rater waits for, 1 sign-in of addresses nobody knows yet, 2 the rest.
-- `destination` is the domain it goes to, filled in by the database, so that no way of leaving mail can miss it: one slow
-- domain holds only its own mail. `leased_until` says that a process is sending it now.
ALTER TABLE outbox ADD COLUMN lane smallint NOT NULL DEFAULT 2 CHECK (lane BETWEEN 0 AND 2);
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
