-- What a provider decides about a line of a report and how far it has got, with whom it shares the report, and its words in
-- public beside the figures (REPORTS §1 to §3).
CREATE TABLE "decision_digest" (
	"organization_id" uuid NOT NULL,
	"week" date NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "decision_digest_organization_id_week_pk" PRIMARY KEY("organization_id","week")
);
--> statement-breakpoint
CREATE TABLE "decision_mail_off" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "decision_mail_off_organization_id_user_id_pk" PRIMARY KEY("organization_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "decision_progress" (
	"id" uuid PRIMARY KEY NOT NULL,
	"decision_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"state" text NOT NULL,
	"happened_on" date,
	"note" text NOT NULL,
	"by_user" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "decision_progress_note_length" CHECK (char_length("decision_progress"."note") <= 600),
	CONSTRAINT "decision_progress_shown" CHECK ("decision_progress"."state" <> 'done' OR ("decision_progress"."happened_on" IS NOT NULL AND btrim("decision_progress"."note") <> ''))
);
--> statement-breakpoint
CREATE TABLE "decision_reminder" (
	"decision_id" uuid NOT NULL,
	"days" smallint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "decision_reminder_decision_id_days_pk" PRIMARY KEY("decision_id","days")
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"credential_id" uuid NOT NULL,
	"occupation_id" text NOT NULL,
	"competency_id" uuid NOT NULL,
	"replaces_id" uuid,
	"choice" text NOT NULL,
	"stage" text NOT NULL,
	"reason" text NOT NULL,
	"owner_name" text,
	"owner_user_id" uuid,
	"due_on" date,
	"approved_by" text,
	"approved_on" date,
	"effective_term" text,
	"release_no" integer,
	"shown" jsonb,
	"groups" uuid[] NOT NULL,
	"hidden_on" timestamp with time zone,
	"by_user" uuid,
	"at" timestamp with time zone NOT NULL,
	"client_key" uuid NOT NULL,
	"body_hash" text NOT NULL,
	CONSTRAINT "decision_reason_length" CHECK (char_length("decision"."reason") <= 600),
	CONSTRAINT "decision_reason_given" CHECK ("decision"."choice" NOT IN ('will_not_do', 'already_covered') OR btrim("decision"."reason") <> ''),
	CONSTRAINT "decision_owned" CHECK ("decision"."choice" NOT IN ('accept', 'plan') OR btrim(coalesce("decision"."owner_name", '')) <> ''),
	CONSTRAINT "decision_approved" CHECK ("decision"."stage" NOT IN ('approved', 'in_catalog') OR ("decision"."approved_by" IS NOT NULL AND "decision"."approved_on" IS NOT NULL)),
	CONSTRAINT "decision_owner_length" CHECK (char_length("decision"."owner_name") <= 80),
	CONSTRAINT "decision_approver_length" CHECK (char_length("decision"."approved_by") <= 80),
	CONSTRAINT "decision_term_length" CHECK (char_length("decision"."effective_term") <= 20)
);
--> statement-breakpoint
CREATE TABLE "report_share" (
	"organization_id" uuid NOT NULL,
	"partnership_id" uuid NOT NULL,
	"credential_id" uuid NOT NULL,
	"occupation_id" text NOT NULL,
	"by_user" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "report_share_credential_id_occupation_id_partnership_id_pk" PRIMARY KEY("credential_id","occupation_id","partnership_id")
);
--> statement-breakpoint
CREATE TABLE "hidden_reply" (
	"reply_id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"by_user" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "hidden_reply_reason" CHECK (char_length(btrim("hidden_reply"."reason")) BETWEEN 10 AND 500)
);
--> statement-breakpoint
CREATE TABLE "reply" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"credential_id" uuid NOT NULL,
	"occupation_id" text NOT NULL,
	"competency_id" uuid,
	"replaces_id" uuid,
	"text" text NOT NULL,
	"state" text NOT NULL,
	"published_at" timestamp with time zone,
	"by_user" uuid,
	"at" timestamp with time zone NOT NULL,
	"client_key" uuid NOT NULL,
	"body_hash" text NOT NULL,
	CONSTRAINT "reply_text_length" CHECK (char_length("reply"."text") <= 600),
	CONSTRAINT "reply_text_given" CHECK ("reply"."state" <> 'published' OR btrim("reply"."text") <> ''),
	CONSTRAINT "reply_published" CHECK (("reply"."state" = 'published') = ("reply"."published_at" IS NOT NULL))
);
--> statement-breakpoint
ALTER TABLE "decision_digest" ADD CONSTRAINT "decision_digest_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_mail_off" ADD CONSTRAINT "decision_mail_off_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_mail_off" ADD CONSTRAINT "decision_mail_off_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_progress" ADD CONSTRAINT "decision_progress_decision_id_decision_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decision"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_progress" ADD CONSTRAINT "decision_progress_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_reminder" ADD CONSTRAINT "decision_reminder_decision_id_decision_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decision"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_credential_id_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_occupation_id_occupation_id_fk" FOREIGN KEY ("occupation_id") REFERENCES "public"."occupation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_competency_id_competency_id_fk" FOREIGN KEY ("competency_id") REFERENCES "public"."competency"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_replaces_id_decision_id_fk" FOREIGN KEY ("replaces_id") REFERENCES "public"."decision"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_owner_user_id_user_id_fk" FOREIGN KEY ("owner_user_id") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_share" ADD CONSTRAINT "report_share_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_share" ADD CONSTRAINT "report_share_partnership_id_organization_id_fk" FOREIGN KEY ("partnership_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_share" ADD CONSTRAINT "report_share_credential_id_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_share" ADD CONSTRAINT "report_share_occupation_id_occupation_id_fk" FOREIGN KEY ("occupation_id") REFERENCES "public"."occupation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hidden_reply" ADD CONSTRAINT "hidden_reply_reply_id_reply_id_fk" FOREIGN KEY ("reply_id") REFERENCES "public"."reply"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hidden_reply" ADD CONSTRAINT "hidden_reply_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply" ADD CONSTRAINT "reply_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply" ADD CONSTRAINT "reply_credential_id_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply" ADD CONSTRAINT "reply_occupation_id_occupation_id_fk" FOREIGN KEY ("occupation_id") REFERENCES "public"."occupation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply" ADD CONSTRAINT "reply_competency_id_competency_id_fk" FOREIGN KEY ("competency_id") REFERENCES "public"."competency"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply" ADD CONSTRAINT "reply_replaces_id_reply_id_fk" FOREIGN KEY ("replaces_id") REFERENCES "public"."reply"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "decision_progress_decision" ON "decision_progress" USING btree ("decision_id");--> statement-breakpoint
CREATE INDEX "decision_line" ON "decision" USING btree ("organization_id","credential_id","occupation_id","competency_id");--> statement-breakpoint
CREATE INDEX "decision_due" ON "decision" USING btree ("due_on") WHERE "decision"."due_on" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "decision_groups" ON "decision" USING gin ("groups");--> statement-breakpoint
CREATE UNIQUE INDEX "decision_client_key" ON "decision" USING btree ("organization_id","client_key");--> statement-breakpoint
CREATE UNIQUE INDEX "decision_replaces" ON "decision" USING btree ("replaces_id");--> statement-breakpoint
CREATE UNIQUE INDEX "decision_first" ON "decision" USING btree ("organization_id","credential_id","occupation_id","competency_id") WHERE "decision"."replaces_id" IS NULL;--> statement-breakpoint
CREATE INDEX "report_share_organization" ON "report_share" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "report_share_partnership" ON "report_share" USING btree ("partnership_id");--> statement-breakpoint
CREATE INDEX "hidden_reply_organization" ON "hidden_reply" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "reply_place" ON "reply" USING btree ("credential_id","occupation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reply_client_key" ON "reply" USING btree ("organization_id","client_key");--> statement-breakpoint
CREATE UNIQUE INDEX "reply_replaces" ON "reply" USING btree ("replaces_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reply_first" ON "reply" USING btree ("credential_id","occupation_id",coalesce("competency_id", '00000000-0000-0000-0000-000000000000')) WHERE "reply"."replaces_id" IS NULL;;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['decision', 'decision_progress', 'decision_reminder', 'decision_digest', 'decision_mail_off',
    'report_share', 'reply', 'hidden_reply'] LOOP
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', name);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT ON %I TO plumbline_operator', name);
    EXECUTE format('CREATE POLICY register ON %I FOR ALL TO plumbline_operator USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- A decision is written once. It can be taken back for a day; nobody outside of the workspace reads it sooner.
GRANT SELECT, INSERT, DELETE ON decision TO plumbline_app;
CREATE POLICY own ON decision FOR SELECT TO plumbline_app USING (organization_id = acting_organization());
CREATE POLICY decide ON decision FOR INSERT TO plumbline_app WITH CHECK (
  organization_id = acting_organization()
  AND EXISTS (SELECT 1 FROM credential c WHERE c.id = decision.credential_id AND c.organization_id = acting_organization()));
CREATE POLICY undo ON decision FOR DELETE TO plumbline_app USING (
  organization_id = acting_organization() AND at > now() - interval '1 day');
GRANT SELECT, INSERT ON decision_progress TO plumbline_app;
CREATE POLICY own ON decision_progress FOR SELECT TO plumbline_app USING (organization_id = acting_organization());
CREATE POLICY tell ON decision_progress FOR INSERT TO plumbline_app WITH CHECK (
  organization_id = acting_organization()
  AND EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_progress.decision_id AND d.organization_id = acting_organization()));
-- What a partnership is shown, from the release's public day on and once a decision can be taken back no more.
GRANT SELECT, INSERT, DELETE ON report_share TO plumbline_app;
CREATE POLICY own ON report_share FOR ALL TO plumbline_app USING (organization_id = acting_organization())
  WITH CHECK (
    organization_id = acting_organization()
    AND EXISTS (SELECT 1 FROM credential c WHERE c.id = report_share.credential_id AND c.organization_id = acting_organization())
    AND EXISTS (SELECT 1 FROM organization o WHERE o.id = report_share.partnership_id AND o.kind = 'partnership'));
CREATE POLICY received ON report_share FOR SELECT TO plumbline_app USING (partnership_id = acting_organization());
CREATE POLICY shared ON decision FOR SELECT TO plumbline_app USING (
  EXISTS (SELECT 1 FROM report_share s
          WHERE s.partnership_id = acting_organization() AND s.organization_id = decision.organization_id
            AND s.credential_id = decision.credential_id AND s.occupation_id = decision.occupation_id)
  AND at <= now() - interval '1 day'
  AND EXISTS (SELECT 1 FROM release r WHERE r.no = decision.release_no AND r.finished_at IS NOT NULL AND r.public_at <= now())
  AND EXISTS (SELECT 1 FROM organization o WHERE o.id = decision.organization_id AND o.verification = 'V2')
  AND EXISTS (SELECT 1 FROM credential c WHERE c.id = decision.credential_id AND c.state <> 'draft'));
CREATE POLICY shared ON decision_progress FOR SELECT TO plumbline_app USING (
  EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_progress.decision_id));
GRANT SELECT, INSERT, DELETE ON decision_mail_off TO plumbline_app;
CREATE POLICY own ON decision_mail_off FOR ALL TO plumbline_app
  USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization());
-- Reminders and digests; an address that is refused for good gets no more.
GRANT INSERT ON decision_reminder, decision_digest, decision_mail_off TO plumbline_operator;
--> statement-breakpoint
-- The public reads what a confirmed provider decided about a published credential, once the release is public and the
-- decision a day old; never who owns or approved it, nor what was shown.
GRANT SELECT ("id", organization_id, credential_id, occupation_id, competency_id, replaces_id, choice, stage, reason, due_on,
              approved_on, effective_term, release_no, at)
  ON decision TO plumbline_reader;
CREATE POLICY public ON decision FOR SELECT TO plumbline_reader USING (
  at <= now() - interval '1 day'
  AND EXISTS (SELECT 1 FROM release r WHERE r.no = decision.release_no AND r.finished_at IS NOT NULL AND r.public_at <= now())
  AND EXISTS (SELECT 1 FROM organization o WHERE o.id = decision.organization_id AND o.verification = 'V2')
  AND EXISTS (SELECT 1 FROM credential c WHERE c.id = decision.credential_id AND c.state <> 'draft'));
GRANT SELECT (decision_id, state, happened_on, at) ON decision_progress TO plumbline_reader;
CREATE POLICY public ON decision_progress FOR SELECT TO plumbline_reader USING (
  EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_progress.decision_id));
--> statement-breakpoint
-- Replies: versions are kept. What the operator hid is read by its provider and by nobody else.
GRANT SELECT, INSERT ON reply TO plumbline_app;
CREATE POLICY own ON reply FOR SELECT TO plumbline_app USING (organization_id = acting_organization());
CREATE POLICY write ON reply FOR INSERT TO plumbline_app WITH CHECK (
  organization_id = acting_organization()
  AND EXISTS (SELECT 1 FROM credential c WHERE c.id = reply.credential_id AND c.organization_id = acting_organization()));
GRANT SELECT ON hidden_reply TO plumbline_app;
CREATE POLICY own ON hidden_reply FOR SELECT TO plumbline_app USING (organization_id = acting_organization());
GRANT INSERT ON hidden_reply TO plumbline_operator;
GRANT SELECT (reply_id, at) ON hidden_reply TO plumbline_reader, plumbline_publisher;
CREATE POLICY public ON hidden_reply FOR SELECT TO plumbline_reader, plumbline_publisher USING (true);
GRANT SELECT ("id", organization_id, credential_id, occupation_id, competency_id, text, state, published_at, at) ON reply
  TO plumbline_reader;
CREATE POLICY public ON reply FOR SELECT TO plumbline_reader USING (
  (state = 'withdrawn' OR published_at <= now())
  AND EXISTS (SELECT 1 FROM organization o WHERE o.id = reply.organization_id AND o.verification = 'V2')
  AND EXISTS (SELECT 1 FROM credential c WHERE c.id = reply.credential_id AND c.state <> 'draft')
  AND NOT EXISTS (SELECT 1 FROM hidden_reply h WHERE h.reply_id = reply.id));
--> statement-breakpoint
-- A decision says what was shown when it was made. Once a group that it sums is hidden, it says so instead (METHOD §8.3 R7) and
-- names no group, also where it is written while the group is being hidden: it waits for that to end.
CREATE POLICY keep ON decision FOR ALL TO plumbline_owner USING (true) WITH CHECK (true);
CREATE POLICY keep ON hidden_group FOR SELECT TO plumbline_owner USING (true);
CREATE FUNCTION blank_decisions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7058343);
  UPDATE decision SET shown = NULL, groups = '{}', hidden_on = clock_timestamp()
  WHERE groups @> ARRAY[NEW.cohort_id];
  RETURN NULL;
END $$;
CREATE TRIGGER decision_hidden AFTER UPDATE OF hidden ON cohort_version
  FOR EACH ROW WHEN (NEW.hidden AND NOT OLD.hidden) EXECUTE FUNCTION blank_decisions();
CREATE FUNCTION refuse_hidden_figures() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7058343);
  IF EXISTS (SELECT 1 FROM hidden_group h WHERE h.cohort_id = ANY (NEW.groups)) THEN
    NEW.shown := NULL;
    NEW.groups := '{}';
    NEW.hidden_on := clock_timestamp();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decision_figures BEFORE INSERT ON decision
  FOR EACH ROW EXECUTE FUNCTION refuse_hidden_figures();
REVOKE ALL ON FUNCTION blank_decisions(), refuse_hidden_figures() FROM PUBLIC;
