ALTER TABLE "address_list" ADD COLUMN "edits" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
GRANT UPDATE (edits) ON address_list TO plumbline_app;
