-- Employment by sector of a region: what its summary may be weighted to. Everybody reads it; a partnership
-- writes that of its own regions, the operator that of any.
CREATE TABLE "sector_employment" (
	"region_id" text NOT NULL,
	"sector" text NOT NULL,
	"employment" integer,
	"year" integer,
	"source" text,
	"loaded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sector_employment_region_id_sector_pk" PRIMARY KEY("region_id","sector"),
	CONSTRAINT "sector_employment_count" CHECK ("sector_employment"."employment" >= 0)
);
--> statement-breakpoint
-- A file that waits, after its preview, to be stored.
CREATE TABLE "employment_file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid,
	"file_name" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sector_employment" ADD CONSTRAINT "sector_employment_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "employment_file" ADD CONSTRAINT "employment_file_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "employment_file_organization" ON "employment_file" USING btree ("organization_id");
--> statement-breakpoint
REVOKE ALL ON sector_employment, employment_file FROM PUBLIC;
GRANT SELECT ON sector_employment TO plumbline_reader;
GRANT SELECT, INSERT, DELETE ON sector_employment, employment_file TO plumbline_app, plumbline_operator;
ALTER TABLE sector_employment ENABLE ROW LEVEL SECURITY;
ALTER TABLE sector_employment FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON sector_employment FOR SELECT USING (true);
CREATE POLICY own ON sector_employment FOR ALL TO plumbline_app
  USING (EXISTS (SELECT 1 FROM region r WHERE r.id = sector_employment.region_id AND r.organization_id = acting_organization()))
  WITH CHECK (EXISTS (SELECT 1 FROM region r WHERE r.id = sector_employment.region_id AND r.organization_id = acting_organization()));
CREATE POLICY register ON sector_employment FOR ALL TO plumbline_operator USING (true) WITH CHECK (true);
ALTER TABLE employment_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE employment_file FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON employment_file FOR ALL TO plumbline_app
  USING (organization_id = acting_organization()) WITH CHECK (organization_id = acting_organization());
CREATE POLICY register ON employment_file FOR ALL TO plumbline_operator
  USING (organization_id IS NULL) WITH CHECK (organization_id IS NULL);
