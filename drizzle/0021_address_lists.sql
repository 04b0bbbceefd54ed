-- Lists of raters that wait to be added. They hold mail addresses: an organization reaches its own, and nobody else any.
CREATE TABLE "address_list" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"file_name" text,
	"body" "bytea" NOT NULL,
	"sheet" jsonb,
	"read" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "address_list" ADD CONSTRAINT "address_list_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "address_list" ADD CONSTRAINT "address_list_cycle_id_rating_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."rating_cycle"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "address_list_cycle" ON "address_list" USING btree ("cycle_id");--> statement-breakpoint
CREATE INDEX "address_list_org" ON "address_list" USING btree ("organization_id");
--> statement-breakpoint
REVOKE ALL ON address_list FROM PUBLIC;
GRANT SELECT, INSERT, DELETE ON address_list TO plumbline_app;
GRANT UPDATE (sheet, read) ON address_list TO plumbline_app;
ALTER TABLE address_list ENABLE ROW LEVEL SECURITY;
ALTER TABLE address_list FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON address_list FOR ALL TO plumbline_app
  USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization());
--> statement-breakpoint
-- A list that nobody added is forgotten after a week, as other files are; the door that forgets it reads none.
GRANT DELETE ON address_list TO plumbline_identity;
CREATE POLICY forget ON address_list FOR DELETE TO plumbline_identity
  USING (created_at < now() - interval '7 days');
