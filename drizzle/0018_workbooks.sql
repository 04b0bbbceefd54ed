-- A file is kept as it came, since a workbook is no text: its own process reads it each time. What was kept as text is UTF-8.
DROP POLICY forget ON import;
ALTER TABLE import ALTER COLUMN body SET DATA TYPE bytea USING convert_to(body, 'UTF8');
CREATE POLICY forget ON import FOR UPDATE TO plumbline_identity
  USING (state IN ('uploaded', 'previewed', 'applying', 'failed')
         AND greatest(created_at, touched_at) < now() - interval '7 days')
  WITH CHECK (state = 'forgotten' AND body IS NULL AND sheet IS NULL AND summary IS NULL);
--> statement-breakpoint
-- What the columns of tables hold, as organizations have said it under a name; without an organization, the operator's.
CREATE TABLE "remembered_columns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"columns" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "remembered_columns" ADD CONSTRAINT "remembered_columns_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "remembered_columns_organization" ON "remembered_columns" USING btree ("organization_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "remembered_columns_name" ON "remembered_columns" USING btree (coalesce("organization_id", '00000000-0000-0000-0000-000000000000'),"kind",lower("name"));
--> statement-breakpoint
REVOKE ALL ON remembered_columns FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON remembered_columns TO plumbline_app, plumbline_operator;
ALTER TABLE remembered_columns ENABLE ROW LEVEL SECURITY;
ALTER TABLE remembered_columns FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON remembered_columns FOR ALL TO plumbline_app
  USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization());
CREATE POLICY register ON remembered_columns FOR ALL TO plumbline_operator
  USING (organization_id IS NULL) WITH CHECK (organization_id IS NULL);
