-- Sheets of claims that wait to be applied: an organization reaches its own.
CREATE TABLE "claim_list" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"credential_id" uuid NOT NULL,
	"framework_id" uuid NOT NULL,
	"file_name" text,
	"body" "bytea" NOT NULL,
	"otherwise" text NOT NULL,
	"sheet" jsonb NOT NULL,
	"read" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "claim_list" ADD CONSTRAINT "claim_list_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_list" ADD CONSTRAINT "claim_list_credential_id_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_list" ADD CONSTRAINT "claim_list_framework_id_framework_id_fk" FOREIGN KEY ("framework_id") REFERENCES "public"."framework"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claim_list_credential" ON "claim_list" USING btree ("credential_id");--> statement-breakpoint
CREATE INDEX "claim_list_framework" ON "claim_list" USING btree ("framework_id");--> statement-breakpoint
CREATE INDEX "claim_list_org" ON "claim_list" USING btree ("organization_id");
--> statement-breakpoint
REVOKE ALL ON claim_list FROM PUBLIC;
GRANT SELECT, INSERT, DELETE ON claim_list TO plumbline_app;
GRANT UPDATE (sheet, read) ON claim_list TO plumbline_app;
ALTER TABLE claim_list ENABLE ROW LEVEL SECURITY;
ALTER TABLE claim_list FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON claim_list FOR ALL TO plumbline_app
  USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization());
--> statement-breakpoint
-- Pages say of whoever publishes that nobody has confirmed it; who drops kept pages learns when somebody has.
GRANT SELECT (organization_id, level, created_at) ON confirmation TO plumbline_publisher;
CREATE POLICY pages ON confirmation FOR SELECT TO plumbline_publisher USING (level <> 'V1');
--> statement-breakpoint
-- A sheet that nobody applied is forgotten after a week, as other files are; the door that forgets it reads none.
GRANT DELETE ON claim_list TO plumbline_identity;
CREATE POLICY forget ON claim_list FOR DELETE TO plumbline_identity
  USING (created_at < now() - interval '7 days');
