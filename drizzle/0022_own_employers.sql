CREATE TABLE "rater_list_entry" (
	"list_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"email" text NOT NULL,
	"name" text,
	"employer" text,
	"county_id" text,
	"industry_id" text,
	CONSTRAINT "rater_list_entry_list_id_email_pk" PRIMARY KEY("list_id","email")
);
--> statement-breakpoint
CREATE TABLE "rater_list" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "employer_proposal" (
	"organization_id" uuid NOT NULL,
	"employer_id" uuid NOT NULL,
	"county_id" text,
	"industry_id" text,
	"asked_at" timestamp with time zone,
	"asked_by" uuid,
	"passed_on_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "employer_proposal_organization_id_employer_id_pk" PRIMARY KEY("organization_id","employer_id")
);
--> statement-breakpoint
CREATE TABLE "occupation_alias" (
	"occupation_id" text NOT NULL,
	"phrase" text NOT NULL,
	"language" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "occupation_alias_occupation_id_language_phrase_pk" PRIMARY KEY("occupation_id","language","phrase")
);
--> statement-breakpoint
ALTER TABLE "rating_cycle" ADD COLUMN "job" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "rating_cycle" ADD COLUMN "signer_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "rating_cycle" ADD COLUMN "signer_title" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "rating_cycle" ADD COLUMN "repeats_id" uuid;--> statement-breakpoint
ALTER TABLE "organization" ADD COLUMN "publishes_unconfirmed_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "rater_list_entry" ADD CONSTRAINT "rater_list_entry_list_id_rater_list_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."rater_list"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rater_list_entry" ADD CONSTRAINT "rater_list_entry_county_id_region_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rater_list_entry" ADD CONSTRAINT "rater_list_entry_industry_id_industry_id_fk" FOREIGN KEY ("industry_id") REFERENCES "public"."industry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rater_list" ADD CONSTRAINT "rater_list_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employer_proposal" ADD CONSTRAINT "employer_proposal_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employer_proposal" ADD CONSTRAINT "employer_proposal_employer_id_organization_id_fk" FOREIGN KEY ("employer_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occupation_alias" ADD CONSTRAINT "occupation_alias_occupation_id_occupation_id_fk" FOREIGN KEY ("occupation_id") REFERENCES "public"."occupation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "rater_list_name" ON "rater_list" USING btree ("organization_id","name");--> statement-breakpoint
CREATE INDEX "employer_proposal_employer" ON "employer_proposal" USING btree ("employer_id");--> statement-breakpoint
CREATE INDEX "employer_proposal_county" ON "employer_proposal" USING btree ("county_id");--> statement-breakpoint
ALTER TABLE "rating_cycle" ADD CONSTRAINT "rating_cycle_repeats_id_rating_cycle_id_fk" FOREIGN KEY ("repeats_id") REFERENCES "public"."rating_cycle"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
REVOKE ALL ON occupation_alias, employer_proposal, rater_list, rater_list_entry FROM PUBLIC;
-- What jobs are called is everybody's.
ALTER TABLE occupation_alias ENABLE ROW LEVEL SECURITY;
ALTER TABLE occupation_alias FORCE ROW LEVEL SECURITY;
CREATE POLICY load ON occupation_alias FOR ALL TO plumbline_owner USING (true) WITH CHECK (true);
GRANT SELECT ON occupation_alias TO plumbline_reader, plumbline_app;
CREATE POLICY read ON occupation_alias FOR SELECT TO plumbline_reader, plumbline_app USING (true);
--> statement-breakpoint
-- Where an asker believes an employer stands: its own rows, and the operator's door, through which whoever confirms looks.
ALTER TABLE employer_proposal ENABLE ROW LEVEL SECURITY;
ALTER TABLE employer_proposal FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON employer_proposal TO plumbline_app;
GRANT UPDATE (county_id, industry_id, asked_at, asked_by) ON employer_proposal TO plumbline_app;
CREATE POLICY own ON employer_proposal FOR ALL TO plumbline_app
  USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization());
GRANT SELECT, INSERT, DELETE ON employer_proposal TO plumbline_operator;
GRANT UPDATE (passed_on_at) ON employer_proposal TO plumbline_operator;
CREATE POLICY register ON employer_proposal FOR ALL TO plumbline_operator USING (true) WITH CHECK (true);
--> statement-breakpoint
-- Kept lists hold mail addresses: an organization reaches its own, and nobody else any.
ALTER TABLE rater_list ENABLE ROW LEVEL SECURITY;
ALTER TABLE rater_list FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON rater_list TO plumbline_app;
GRANT UPDATE (name) ON rater_list TO plumbline_app;
CREATE POLICY own ON rater_list FOR ALL TO plumbline_app
  USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization());
ALTER TABLE rater_list_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE rater_list_entry FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON rater_list_entry TO plumbline_app;
CREATE POLICY own ON rater_list_entry FOR ALL TO plumbline_app
  USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization());
--> statement-breakpoint
GRANT UPDATE (publishes_unconfirmed_since) ON organization TO plumbline_app;
--> statement-breakpoint
GRANT UPDATE (asked_at, asked_by) ON employer_proposal TO plumbline_operator;
-- Whom to ask where nobody nearer confirms.
GRANT SELECT (operator) ON "user" TO plumbline_operator;
-- A mail may name in whose name it goes. Those to who confirms, and to oneself, are no mails to strangers and are not counted.
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
    SELECT i.email, CASE WHEN template IN ('rater-invitation', 'rater-follow-up') THEN i.organization_id END
    INTO address, NEW.sender_id FROM rater_invitation i WHERE i.id = (NEW.payload ->> 'invitationId')::uuid;
  END IF;
  NEW.destination := lower(split_part(address, '@', 2));
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION count_mail() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE each record;
BEGIN
  FOR each IN SELECT sender_id, count(*) AS mails FROM added JOIN organization o ON o.id = sender_id
              WHERE payload ->> 'template' <> 'rater-follow-up' AND NOT payload ? 'senderId'
              GROUP BY sender_id, o.founded_by, o.id ORDER BY coalesce(o.founded_by, o.id), o.id LOOP
    PERFORM lock_sender(each.sender_id);
    IF mails_left(each.sender_id) < each.mails THEN
      RAISE EXCEPTION 'this sender has no mails left this week' USING ERRCODE = '23514', CONSTRAINT = 'sender_mail_week';
    END IF;
    INSERT INTO sender_mail (organization_id, mails) VALUES (each.sender_id, each.mails);
  END LOOP;
  RETURN NULL;
END $$;
