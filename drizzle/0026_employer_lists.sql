-- Lists of employers that wait to be confirmed: a partnership reaches its own, the operator's door the operator's.
CREATE TABLE "employer_list" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid,
	"file_name" text,
	"body" "bytea" NOT NULL,
	"sheet" jsonb NOT NULL,
	"read" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "employer_list" ADD CONSTRAINT "employer_list_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "employer_list_organization" ON "employer_list" USING btree ("organization_id");
--> statement-breakpoint
REVOKE ALL ON employer_list FROM PUBLIC;
GRANT SELECT, INSERT, DELETE ON employer_list TO plumbline_app, plumbline_operator;
GRANT UPDATE (sheet, read) ON employer_list TO plumbline_app, plumbline_operator;
ALTER TABLE employer_list ENABLE ROW LEVEL SECURITY;
ALTER TABLE employer_list FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON employer_list FOR ALL TO plumbline_app
  USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization());
CREATE POLICY site ON employer_list FOR ALL TO plumbline_operator
  USING (organization_id IS NULL) WITH CHECK (organization_id IS NULL);
--> statement-breakpoint
-- A list that nobody confirmed is forgotten after a week, as other files are; the door that forgets it reads none.
GRANT DELETE ON employer_list TO plumbline_identity;
CREATE POLICY forget ON employer_list FOR DELETE TO plumbline_identity
  USING (created_at < now() - interval '7 days');
